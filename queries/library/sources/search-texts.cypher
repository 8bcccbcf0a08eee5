/*
id: search-texts
title: Words in what sources say
question: Which passages, statements and questions hold these words?
audience: [investigator, analyst, rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  words: {type: text, example: +women +detention -child, meaning: "in the syntax of the full-text index (Lucene); palermo search writes it from AND, OR, NOT"}
  state: {type: state, required: false, example: MYS, meaning: "only what is attributed to this State, is about it, or was addressed to it"}
  document: {type: letter, required: false, of: Document, example: AL_MYS_1_2025, meaning: only in this document}
  provision: {type: text, required: false, of: Law, example: ACTIP-14, meaning: "only what engages, weighs on or probes this provision or one under it"}
  since: {type: date, required: false, example: "2025-01-01", meaning: only documents that may be of this day or later}
  until: {type: date, required: false, example: "2025-12-31", meaning: only documents that may be of this day or earlier}
columns:
  kind: {type: text, meaning: "Passage, Question, or the class of statement"}
  passage: {type: id, of: Source, meaning: "the passage, where it is one"}
  statement: {type: id, of: Statement, meaning: "the statement, where it is one"}
  question: {type: id, of: Question, meaning: "the question, where it is one"}
  text: {type: text, meaning: "its words; of a statement, the quote"}
  summary: {type: text, meaning: "of a statement, what it says in our words"}
  modality: {type: text, meaning: "of a statement, as the source puts it"}
  document: {type: id, of: Source, meaning: the document that holds it}
  locator: {type: text, meaning: where it stands}
  date: {type: when, meaning: date of the document}
*/
CALL db.index.fulltext.queryNodes('texts', $words) YIELD node, score
OPTIONAL MATCH (node)-[:STATED_IN]->(place:Passage)
WITH node, score, coalesce(place, node) AS place
OPTIONAL MATCH (document:Document)-[:HAS_PASSAGE|ASKS]->(place)
WITH node, score, place, document
WHERE ($document IS NULL OR document.id = $document)
  AND ($since IS NULL OR document.date_latest >= date($since))
  AND ($until IS NULL OR document.date <= date($until))
  AND ($state IS NULL OR EXISTS { (node)-[:ATTRIBUTED_TO|ABOUT]->(:State {id: $state}) }
       OR EXISTS { (document)-[:ADDRESSED_TO]->(:State {id: $state}) })
  AND ($provision IS NULL OR EXISTS {
    MATCH (:Law {id: $provision})-[:CONTAINS*0..6]->(:Law)<-[:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST|PROBES]-(node)
  })
RETURN [label IN labels(node) WHERE NOT label IN ['Source', 'Statement']][0] AS kind,
       CASE WHEN node:Passage THEN node.id END AS passage, CASE WHEN node:Statement THEN node.id END AS statement,
       CASE WHEN node:Question THEN node.id END AS question, coalesce(node.quote, node.text) AS text, node.summary AS summary,
       node.modality AS modality, document.id AS document, place.locator AS locator,
       [toString(document.date), toString(document.date_latest)] AS date
ORDER BY score DESC, document, kind, node.id
