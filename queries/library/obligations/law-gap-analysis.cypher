/*
id: law-gap-analysis
title: What an instrument asks of the law, and the national law loaded beside it
question: Which provisions of this instrument ask a State to make or have law, and which sections of its national law, as loaded, support each?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  state: {type: state, example: MYS, meaning: "the State, by ISO 3166 code or name"}
  instrument: {type: text, of: Instrument, example: PALERMO, meaning: the instrument}
  "on": {type: date, example: "2025-03-10", meaning: the day for which it is asked; a later measure was not there yet}
columns:
  provision: {type: id, of: Law, meaning: the provision}
  subject: {type: text, meaning: what the duty is about}
  summary: {type: text, meaning: the duty in a sentence}
  strength: {type: text, meaning: "how hard the duty is; blank where not known"}
  wording: {type: text, meaning: the words that say so}
  bound: {type: text, meaning: "whether it bound the State on that day: throughout, no, uncertain, not checked; for what is no treaty: addressed, custom ..."}
  national_law: {type: text, meaning: "loaded, or none loaded: which says nothing of whether such law exists"}
  measures: {type: list, meaning: "what supports it in law: statement, section, document, quote, modality, speaker, why, asserted_by"}
*/
MATCH (instrument:Instrument {id: $instrument})-[:CONTAINS*1..6]->(law:Provision)
WHERE any(subject IN split(coalesce(law.subject, ''), '/') WHERE subject IN [
  'criminalise', 'launder', 'corruption', 'confiscate', 'jurisdiction', 'legal-persons', 'prohibit', 'remedy'
])
  OR EXISTS { (law)<-[:WEIGHS_FOR {state: $state, aspect: 'law'}]-(:Measure) }
OPTIONAL MATCH (state:State {id: $state})
WITH instrument, law, state, date($on) AS day, $state AS asked
// include treaty-status
// include bound
WITH *, COLLECT {
  MATCH (measure:Measure)-[reading:WEIGHS_FOR {state: $state, aspect: 'law'}]->(law)
  MATCH (measure)-[:STATED_IN]->(passage:Passage)<-[:HAS_PASSAGE]-(document:Document)
  WHERE coalesce(measure.reported_on_latest <= day, document.date_latest <= day, true)
    AND coalesce(measure.stance, 'asserts') = 'asserts' AND NOT coalesce(measure.conditional, false)
  RETURN {statement: measure.id, section: passage.locator, document: document.id, quote: measure.quote,
          modality: measure.modality, speaker: measure.speaker, why: reading.why, asserted_by: reading.asserted_by} AS found
  ORDER BY document.id, passage.order, measure.id
} AS measures
RETURN law.id AS provision, law.subject AS subject, law.summary AS summary, law.strength AS strength,
       law.wording AS wording, bound, CASE WHEN size(measures) > 0 THEN 'loaded' ELSE 'none loaded' END AS national_law,
       measures
ORDER BY provision
