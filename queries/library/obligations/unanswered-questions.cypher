/*
id: unanswered-questions
title: Questions without full answer
question: Which questions of the letters that are loaded had no full answer by this day, and how many days overdue are they?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  "on": {type: date, example: "2025-06-01", meaning: the day for which it is asked; a later reply was not there yet}
  letter: {type: letter, of: Document, required: false, example: AL_MYS_1_2025, meaning: "one letter; without it, every letter loaded"}
  state: {type: state, required: false, example: MYS, meaning: "one State that was asked; without it, every addressee"}
columns:
  letter: {type: id, of: Source, meaning: the letter}
  reference: {type: text, meaning: its reference}
  addressee: {type: text, meaning: who was asked}
  state: {type: id, of: Place, meaning: "the addressee, where it is a State"}
  question: {type: id, of: Question, meaning: the question}
  number: {type: integer, meaning: its number}
  text: {type: text, meaning: its words}
  provisions: {type: ids, of: Law, meaning: "what it bears on; empty for a procedural question"}
  strengths: {type: list, meaning: "how hard each of them is, in the same order; blank where not known"}
  answered: {type: text, meaning: "partly or not, in what is loaded; not is no admission"}
  due: {type: when, meaning: when an answer is due}
  status: {type: text, meaning: "not due yet, overdue (a reply is loaded and leaves it open), no reply loaded (the due day is past; nobody can say here whether it was answered), uncertain (the due day is an interval), no due date"}
  days_overdue: {type: integer, meaning: "days since the due day, where overdue; none otherwise"}
  days_since_due: {type: integer, meaning: "days from the due day to the day asked for, whatever the status; below nought: days that are left"}
  answers: {type: list, meaning: "what was answered: reply, answer, coverage, who judges it and why it is not full"}
*/
MATCH (letter:Document)-[:ASKS]->(question:Question)
WHERE $letter IS NULL OR letter.id = $letter
MATCH (letter)-[:ADDRESSED_TO]->(addressee:State|Organisation)
WHERE $state IS NULL OR (addressee:State AND addressee.id = $state)
WITH letter, addressee, question, date($on) AS day
WHERE letter.date IS NULL OR letter.date <= day
// include question-answered
WITH * WHERE answered <> 'fully'
OPTIONAL MATCH (question)-[:PROBES]->(law:Law)
WITH letter, addressee, question, answered, status, days_since_due, given, law ORDER BY law.id
RETURN letter.id AS letter, letter.reference AS reference, addressee.name AS addressee,
       CASE WHEN addressee:State THEN addressee.id END AS state, question.id AS question, question.number AS number,
       question.text AS text, collect(law.id) AS provisions, [one IN collect(law) | one.strength] AS strengths, answered,
       [toString(question.due), toString(question.due_latest)] AS due, status,
       CASE status WHEN 'overdue' THEN days_since_due END AS days_overdue, days_since_due, given AS answers
ORDER BY due, letter, number
