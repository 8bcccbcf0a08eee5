/*
id: statement-to-article
title: From the sentence to the treaty
question: Which sentence says what, which provision does that touch, how hard is the duty, and was the State bound on the day of the letter?
audience: [rapporteur, analyst]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
columns:
  statement: {type: id, of: Statement, meaning: the statement}
  passage: {type: id, of: Source, meaning: the paragraph in which it is made}
  quote: {type: text, meaning: "the sentence, word for word"}
  modality: {type: text, meaning: "as the source puts it: alleged, reported, corroborated or found"}
  hedge: {type: text, meaning: the source's words of caution}
  conditional: {type: boolean, meaning: whether it only says what would be}
  relation: {type: text, meaning: "engages, weighs for or weighs against: a reading, never a finding"}
  aspect: {type: text, meaning: "whether it speaks of law or practice, where it weighs"}
  provision: {type: id, of: Law, meaning: the provision}
  strength: {type: text, meaning: "how hard the duty is: firm, qualified, endeavour, consider, may, soft, none; none known where blank"}
  instrument: {type: id, of: Law, meaning: the instrument}
  path: {type: ids, of: Law, meaning: from the instrument down to the provision}
  state: {type: id, of: Place, meaning: "the State concerned: the one it is attributed to, else the addressee; none where the statement is general"}
  basis: {type: text, meaning: "named, addressed, general; none where the conduct is private"}
  status: {type: text, meaning: "of the State under the treaty on the day of the letter; for what is no treaty, its kind"}
  bound_since: {type: when, meaning: in force for the State since}
  verified: {type: text, meaning: whether the source of the status was read}
  why: {type: text, meaning: why it is read so}
  asserted_by: {type: text, meaning: who reads it so}
*/
MATCH (letter:Document {id: $letter})-[:HAS_PASSAGE]->(paragraph:Passage)<-[:STATED_IN]-(statement:Statement)
MATCH (statement)-[reading:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]->(law:Law)
MATCH path = (instrument:Instrument)-[:CONTAINS*0..6]->(law)
OPTIONAL MATCH (statement)-[:ATTRIBUTED_TO]->(attributed:State)
OPTIONAL MATCH (letter)-[:ADDRESSED_TO]->(addressee:State)
WITH letter, paragraph, statement, reading, law, instrument, path,
     CASE WHEN statement.basis = 'general' THEN null ELSE coalesce(attributed, addressee) END AS state,
     letter.date AS day
// include treaty-status
RETURN statement.id AS statement, paragraph.id AS passage, statement.quote AS quote, statement.modality AS modality,
       statement.hedge AS hedge, statement.conditional AS conditional,
       toLower(replace(type(reading), '_', ' ')) AS relation, reading.aspect AS aspect,
       law.id AS provision, law.strength AS strength, instrument.id AS instrument,
       [one IN nodes(path) | one.id] AS path, state.id AS state,
       statement.basis AS basis,
       CASE WHEN state IS NULL THEN null WHEN instrument.kind = 'treaty' THEN status ELSE instrument.kind END AS status,
       [toString(party.since), toString(party.since_latest)] AS bound_since,
       coalesce(party.verified, outside.verified) AS verified, reading.why AS why, reading.asserted_by AS asserted_by
ORDER BY paragraph.order, statement, relation, provision
