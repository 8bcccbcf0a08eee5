/*
id: letter-ledger
title: Ledger of a letter
question: What did this letter ask, on what does each question bear, and how far was each answered by this day, by which reply?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
  "on": {type: date, example: "2025-06-01", meaning: the day for which it is asked; a later reply was not there yet}
columns:
  question: {type: id, of: Question, meaning: the question}
  number: {type: integer, meaning: its number}
  text: {type: text, meaning: its words}
  provisions: {type: ids, of: Law, meaning: "what it bears on; empty for a procedural question"}
  strengths: {type: list, meaning: "how hard each of them is, in the same order; blank where not known"}
  why: {type: text, meaning: why it is read so}
  asserted_by: {type: text, meaning: who reads it so}
  due: {type: when, meaning: "when an answer is due: computed from the days that the letter gives"}
  answered: {type: text, meaning: "fully, partly or not, in what is loaded: not is no admission, and without a reply (status) nobody can say; not whether the answer is true"}
  status: {type: text, meaning: "answered, not due yet, overdue (a reply is loaded and leaves it open), no reply loaded (the due day is past; nobody can say here whether it was answered), uncertain (the due day is an interval), no due date"}
  days_since_due: {type: integer, meaning: "days from the due day to the day asked for; below nought: days that are left"}
  answers: {type: list, meaning: "reply, answer, coverage, who judges it and why"}
*/
MATCH (:Document {id: $letter})-[:ASKS]->(question:Question)
WITH question, date($on) AS day
// include question-answered
OPTIONAL MATCH (question)-[probes:PROBES]->(law:Law)
WITH question, answered, status, days_since_due, given, probes, law ORDER BY law.id
RETURN question.id AS question, question.number AS number, question.text AS text, collect(law.id) AS provisions,
       [one IN collect(law) | one.strength] AS strengths, min(probes.why) AS why,
       min(probes.asserted_by) AS asserted_by, [toString(question.due), toString(question.due_latest)] AS due,
       answered, status, days_since_due, given AS answers
ORDER BY number
