/*
id: provisions-engaged
title: Provisions that statements come together on
question: Which provisions do the statements touch, by how many, at what highest modality, and how hard is the duty?
audience: [analyst, rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, required: false, example: AL_MYS_1_2025, meaning: "one letter; without it, everything loaded"}
columns:
  provision: {type: id, of: Law, meaning: the provision}
  title: {type: text, meaning: title of its article}
  strength: {type: text, meaning: "how hard the duty is; blank where not known"}
  statements: {type: integer, meaning: how many statements touch it}
  engage: {type: integer, meaning: how many only touch its subject}
  weigh_for: {type: integer, meaning: how many speak for its observance by some State}
  weigh_against: {type: integer, meaning: how many speak against it}
  conditional: {type: integer, meaning: how many only say what would be}
  highest_modality: {type: text, meaning: the surest modality among them}
  origins: {type: integer, meaning: from how many independent origins they come}
  statement_ids: {type: ids, of: Statement, meaning: the statements}
*/
MATCH (statement:Statement)-[reading:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]->(law:Law)
// The State's own word is no independent statement: it is answered by letter-replies.
WHERE statement.own_word IS NULL
  AND ($letter IS NULL OR EXISTS { (:Document {id: $letter})-[:HAS_PASSAGE]->(:Passage)<-[:STATED_IN]-(statement) })
WITH law, statement, reading ORDER BY statement.id
WITH law, collect(DISTINCT statement.id) AS ids, collect(DISTINCT statement.modality) AS modalities,
     count(DISTINCT statement.origin) AS origins,
     count(DISTINCT CASE WHEN reading:ENGAGES THEN statement END) AS engage,
     count(DISTINCT CASE WHEN reading:WEIGHS_FOR THEN statement END) AS weigh_for,
     count(DISTINCT CASE WHEN reading:WEIGHS_AGAINST THEN statement END) AS weigh_against,
     count(DISTINCT CASE WHEN statement.conditional THEN statement END) AS conditional
RETURN law.id AS provision, law.title AS title, law.strength AS strength, size(ids) AS statements,
       engage, weigh_for, weigh_against, conditional,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       origins, ids AS statement_ids
ORDER BY statements DESC, provision
