/*
id: discretionary-duties-engaged
title: Discretionary duties that statements touch
question: Which duties to consider, to endeavour or that are left to choice do the statements touch, in which exact words?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, required: false, example: AL_MYS_1_2025, meaning: "one letter; without it, everything loaded"}
columns:
  provision: {type: id, of: Law, meaning: the provision}
  strength: {type: text, meaning: "consider, endeavour or may"}
  wording: {type: text, meaning: the words that say how hard the duty is}
  summary: {type: text, meaning: the duty in a sentence}
  statements: {type: ids, of: Statement, meaning: the statements that touch it}
  highest_modality: {type: text, meaning: the surest modality among them}
  checks: {type: list, meaning: how a citation of it was checked where it was found wanting}
*/
MATCH (statement:Statement)-[:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]->(law:Provision)
WHERE law.strength IN ['consider', 'endeavour', 'may']
  AND ($letter IS NULL OR EXISTS { (:Document {id: $letter})-[:HAS_PASSAGE]->(:Passage)<-[:STATED_IN]-(statement) })
WITH law, statement ORDER BY statement.id
WITH law, collect(DISTINCT statement.id) AS statements, collect(DISTINCT statement.modality) AS modalities
OPTIONAL MATCH (document:Document)-[cite:CITES]->(law)
WHERE cite.check IS NOT NULL AND cite.check <> 'right' AND ($letter IS NULL OR document.id = $letter)
WITH law, statements, modalities, cite ORDER BY cite.locator, cite.as
RETURN law.id AS provision, law.strength AS strength, law.wording AS wording, law.summary AS summary, statements,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       collect(cite.check + ': ' + cite.why) AS checks
ORDER BY provision
