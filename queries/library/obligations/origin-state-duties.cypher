/*
id: origin-state-duties
title: Duties of States of origin
question: What is said of the States from which victims come, under which provisions, and is any State named that it could count for?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, required: false, example: AL_MYS_1_2025, meaning: "one letter; without it, everything loaded"}
columns:
  provision: {type: id, of: Law, meaning: the provision}
  bearer: {type: text, meaning: whose duty it is}
  strength: {type: text, meaning: "how hard the duty is; blank where not known"}
  statement: {type: id, of: Statement, meaning: the statement}
  role: {type: text, meaning: "in which role it speaks of a State: nationality, recruitment or requested"}
  basis: {type: text, meaning: "named, addressed, or general: counted for none"}
  state: {type: text, meaning: the State for which it counts; blank where general}
  relation: {type: text, meaning: "engages, weighs for or weighs against: a reading, never a finding"}
  aspect: {type: text, meaning: "law or practice, where it weighs"}
  modality: {type: text, meaning: as the source puts it}
  quote: {type: text, meaning: "the sentence, word for word"}
*/
MATCH (statement:Statement)-[reading:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]->(law:Law)
WHERE coalesce(reading.role, statement.role) IN ['nationality', 'recruitment', 'requested']
  AND ($letter IS NULL OR EXISTS { (:Document {id: $letter})-[:HAS_PASSAGE]->(:Passage)<-[:STATED_IN]-(statement) })
RETURN law.id AS provision, law.bearer AS bearer, law.strength AS strength, statement.id AS statement,
       coalesce(reading.role, statement.role) AS role, coalesce(reading.basis, statement.basis) AS basis,
       reading.state AS state, toLower(replace(type(reading), '_', ' ')) AS relation, reading.aspect AS aspect,
       statement.modality AS modality, statement.quote AS quote
ORDER BY provision, statement, relation, aspect
