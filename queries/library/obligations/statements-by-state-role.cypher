/*
id: statements-by-state-role
title: Statements on State conduct, by role
question: Which statements speak of the conduct of States, in which role, and of which State, if of any?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, required: false, example: AL_MYS_1_2025, meaning: "one letter; without it, everything loaded"}
columns:
  role: {type: text, meaning: "nationality, recruitment, transit, host, requested, returning"}
  basis: {type: text, meaning: "named: the State is named; addressed: it was put to it; general: counted for no State"}
  state: {type: id, of: Place, meaning: the State it is attributed to; none where general}
  statement: {type: id, of: Statement, meaning: the statement}
  kind: {type: text, meaning: "Allegation, Measure, Conclusion or Answer"}
  own_word: {type: text, meaning: "whose own word it is, where the State or body says it of itself: it decides nothing"}
  summary: {type: text, meaning: "what is said, in our words"}
  hedge: {type: text, meaning: the source's words of caution}
  modality: {type: text, meaning: as the source puts it}
  conditional: {type: boolean, meaning: whether it only says what would be}
  provisions: {type: ids, of: Law, meaning: what it engages or weighs on}
  readings: {type: list, meaning: "how it is read on each: relation, provision, strength of the duty, aspect"}
*/
MATCH (statement:Statement)
WHERE statement.basis IS NOT NULL
  AND ($letter IS NULL OR EXISTS { (:Document {id: $letter})-[:HAS_PASSAGE]->(:Passage)<-[:STATED_IN]-(statement) })
OPTIONAL MATCH (statement)-[:ATTRIBUTED_TO]->(state:State)
OPTIONAL MATCH (statement)-[reading:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]->(law:Law)
WITH statement, state, law, reading ORDER BY law.id, type(reading)
RETURN statement.role AS role, statement.basis AS basis, state.id AS state, statement.id AS statement,
       [label IN labels(statement) WHERE label <> 'Statement'][0] AS kind, statement.own_word AS own_word,
       statement.summary AS summary,
       statement.hedge AS hedge, statement.modality AS modality, statement.conditional AS conditional,
       collect(DISTINCT law.id) AS provisions,
       collect(CASE WHEN law IS NOT NULL THEN {
         relation: toLower(replace(type(reading), '_', ' ')), provision: law.id, strength: law.strength,
         aspect: reading.aspect
       } END) AS readings
ORDER BY role, basis, state, statement
