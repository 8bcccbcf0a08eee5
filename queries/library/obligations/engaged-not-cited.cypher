/*
id: engaged-not-cited
title: Provisions that the facts engage and the letter does not cite
question: Which provisions do the statements of this letter touch that it does not cite, or cites only by an article above, and do they bind the addressee?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
columns:
  provision: {type: id, of: Law, meaning: the provision}
  instrument: {type: id, of: Law, meaning: its instrument}
  path: {type: ids, of: Law, meaning: from the instrument down to it}
  summary: {type: text, meaning: the duty in a sentence}
  strength: {type: text, meaning: "how hard the duty is; blank where not known"}
  cited: {type: text, meaning: "by its parent, by its instrument only, or no"}
  statements: {type: ids, of: Statement, meaning: the statements that touch it}
  highest_modality: {type: text, meaning: the surest modality among them}
  status: {type: text, meaning: "of the addressee on the day of the letter; for what is no treaty, its kind"}
  bound_since: {type: when, meaning: in force for the addressee since}
*/
MATCH (letter:Document {id: $letter})-[:HAS_PASSAGE]->(:Passage)<-[:STATED_IN]-(statement:Statement)
MATCH (statement)-[:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]->(law:Provision)
WHERE NOT EXISTS { (letter)-[:CITES]->(law) }
WITH letter, law, statement ORDER BY statement.id
WITH letter, law, collect(DISTINCT statement.id) AS statements, collect(DISTINCT statement.modality) AS modalities
MATCH path = (instrument:Instrument)-[:CONTAINS*1..6]->(law)
OPTIONAL MATCH (letter)-[:ADDRESSED_TO]->(state:State)
WITH *, letter.date AS day, [letter] AS letters
// include cited-how
// include treaty-status
RETURN law.id AS provision, instrument.id AS instrument, [one IN nodes(path) | one.id] AS path, law.summary AS summary, law.strength AS strength, cited,
       statements,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       CASE WHEN state IS NULL THEN null WHEN instrument.kind = 'treaty' THEN status ELSE instrument.kind END AS status,
       [toString(party.since), toString(party.since_latest)] AS bound_since
ORDER BY cited DESC, provision
