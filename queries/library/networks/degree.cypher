/*
id: degree
title: Who is tied to most others
question: Which parties and compounds do sources tie to most others, and on how many independent origins do these ties rest?
audience: [analyst]
sensitivity: open
since: 0.2.0
parameters:
  least: {type: integer, required: false, default: 1, least: 1, example: 2, meaning: at least so many ties}
columns:
  party: {type: id, of: Entity or Place, meaning: "canonical id; being tied to many may only mean being well documented (palermo central --by ties-per-document)"}
  class: {type: text, meaning: its class}
  name: {type: text, meaning: its name}
  ties: {type: integer, meaning: to how many others}
  number: {type: integer, meaning: on how many independent origins its ties rest}
  origins: {type: list, meaning: "these origins"}
  single_origin: {type: integer, meaning: how many of its ties rest on one origin alone}
  denials: {type: integer, meaning: how many claims deny or retract one of them}
*/
MATCH (party:Entity|Place)-[tie:TIE]-(:Entity|Place)
WITH party, count(tie) AS ties, sum(tie.denials) AS denials,
     count(CASE WHEN size(tie.origins) = 1 THEN 1 END) AS single_origin
WHERE ties >= $least
WITH *, COLLECT {
  MATCH (party)-[tie:TIE]-(:Entity|Place) UNWIND tie.origins AS origin RETURN DISTINCT origin ORDER BY origin
} AS origins
RETURN party.id AS party, [label IN labels(party) WHERE NOT label IN ['Entity', 'Place']][0] AS class,
       party.name AS name, ties, size(origins) AS number, origins, single_origin, denials
ORDER BY ties DESC, class, party
