/*
id: provision
title: A provision in full
question: What does this provision ask, of whom, how hard, where was its text read, and what is in it?
audience: [rapporteur, analyst]
sensitivity: open
since: 0.1.0
parameters:
  provision: {type: text, of: Provision, example: ACTIP-14(7), meaning: its id}
columns:
  provision: {type: id, of: Law, meaning: the provision}
  path: {type: ids, of: Law, meaning: from the instrument down to it}
  title: {type: text, meaning: title of its article}
  summary: {type: text, meaning: the duty in a sentence; not the treaty's words}
  strength: {type: text, meaning: "how hard the duty is; blank where not known"}
  wording: {type: text, meaning: the words that say so}
  bearer: {type: text, meaning: whose duty it is}
  custom: {type: boolean, meaning: whether it also binds as custom}
  parts: {type: ids, of: Law, meaning: what is directly in it}
  text_source: {type: text, meaning: where its text was read}
  text_checked: {type: text, meaning: how far it was checked}
  note: {type: text, meaning: what a reader must know of it}
*/
MATCH path = (:Instrument)-[:CONTAINS*1..6]->(provision:Provision {id: $provision})
OPTIONAL MATCH (provision)-[:CONTAINS]->(part:Provision)
WITH path, provision, part ORDER BY part.id
RETURN provision.id AS provision, [law IN nodes(path) | law.id] AS path, provision.title AS title,
       provision.summary AS summary, provision.strength AS strength, provision.wording AS wording,
       provision.bearer AS bearer, provision.custom AS custom, collect(part.id) AS parts,
       provision.text_source AS text_source, provision.text_checked AS text_checked, provision.note AS note
ORDER BY provision
