/*
id: questions-to-provisions
title: What each question bears on
question: On which provisions does each question of this letter bear, and how hard are they?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
columns:
  question: {type: id, of: Question, meaning: the question}
  number: {type: integer, meaning: its number}
  text: {type: text, meaning: its words}
  provisions: {type: ids, of: Law, meaning: "what it bears on; empty for a procedural question"}
  strengths: {type: list, meaning: "how hard each of them is, in the same order; blank where not known"}
  why: {type: text, meaning: why it is read so}
  asserted_by: {type: text, meaning: who reads it so}
*/
MATCH (:Document {id: $letter})-[:ASKS]->(question:Question)
OPTIONAL MATCH (question)-[probes:PROBES]->(law:Law)
WITH question, probes, law ORDER BY law.id
RETURN question.id AS question, question.number AS number, question.text AS text, collect(law.id) AS provisions,
       [one IN collect(law) | one.strength] AS strengths, min(probes.why) AS why, min(probes.asserted_by) AS asserted_by
ORDER BY number
