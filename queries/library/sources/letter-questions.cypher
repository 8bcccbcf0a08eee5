/*
id: letter-questions
title: Questions of a letter
question: What does this letter ask, in which words, and by when?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
columns:
  question: {type: id, of: Question, meaning: the question}
  number: {type: integer, meaning: its number}
  text: {type: text, meaning: "its words, whole"}
  locator: {type: text, meaning: where it stands}
  due: {type: when, meaning: "when an answer is due: computed from the days that the letter gives"}
  letter: {type: id, of: Source, meaning: the letter}
*/
MATCH (letter:Document {id: $letter})-[:ASKS]->(question:Question)
RETURN question.id AS question, question.number AS number, question.text AS text, question.locator AS locator,
       [toString(question.due), toString(question.due_latest)] AS due, letter.id AS letter
ORDER BY number
