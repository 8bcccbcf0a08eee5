/*
id: letter-replies
title: Replies to a letter
question: What did the addressee reply to this letter, sentence by sentence, and which questions does each sentence answer, what does it deny or admit?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
columns:
  reply: {type: id, of: Source, meaning: the reply}
  date: {type: when, meaning: its date}
  speaker: {type: text, meaning: who says it}
  own_word: {type: text, meaning: "whose own word it is: it stands beside a standing, never inside it"}
  statement: {type: id, of: Statement, meaning: the statement}
  kind: {type: text, meaning: "Answer, or Measure for what it claims to have done"}
  quote: {type: text, meaning: "what it says, word for word"}
  hedge: {type: text, meaning: its words of caution}
  answers: {type: list, meaning: "number of the question, and how much of it is answered"}
  denies: {type: ids, of: Statement, meaning: the statements that it denies}
  admits: {type: ids, of: Statement, meaning: the statements that it admits}
  locator: {type: text, meaning: where it says so}
*/
MATCH (reply:Document)-[:REPLIES_TO]->(:Document {id: $letter})
MATCH (reply)-[:HAS_PASSAGE]->(paragraph:Passage)<-[:STATED_IN]-(statement:Statement)
RETURN reply.id AS reply, [toString(reply.date), toString(reply.date_latest)] AS date, statement.speaker AS speaker,
       statement.own_word AS own_word, statement.id AS statement,
       [label IN labels(statement) WHERE label <> 'Statement'][0] AS kind, statement.quote AS quote,
       statement.hedge AS hedge,
       COLLECT {
         MATCH (statement)-[answers:ANSWERS]->(question:Question)
         RETURN {number: question.number, coverage: answers.coverage} ORDER BY question.number
       } AS answers,
       COLLECT { MATCH (statement)-[:DISPUTES]->(denied:Statement) RETURN denied.id ORDER BY denied.id } AS denies,
       COLLECT { MATCH (statement)-[:ACCEPTS]->(admitted:Statement) RETURN admitted.id ORDER BY admitted.id } AS admits,
       paragraph.locator AS locator
ORDER BY date, reply, paragraph.order, statement
