/*
id: letter-origins
title: Where people are said to come from
question: From which States and areas does this letter say that the people come?
audience: [analyst, rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
columns:
  place: {type: id, of: Place, meaning: the State or area}
  name: {type: text, meaning: its name}
  kind: {type: text, meaning: "State or Area; being a place of origin attributes no conduct to it"}
  statement: {type: id, of: Statement, meaning: the statement}
  modality: {type: text, meaning: as the letter puts it}
  locator: {type: text, meaning: where}
*/
MATCH (:Document {id: $letter})-[:HAS_PASSAGE]->(:Passage)<-[:STATED_IN]-(statement:Statement)-[about:ABOUT]->(place:Place)
WHERE about.as = 'origin'
RETURN place.id AS place, place.name AS name, [label IN labels(place) WHERE label <> 'Place'][0] AS kind,
       statement.id AS statement, statement.modality AS modality, about.locator AS locator
ORDER BY kind DESC, place
