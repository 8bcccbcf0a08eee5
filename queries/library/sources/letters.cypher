/*
id: letters
title: Letters that are loaded
question: Which communications are loaded, from whom, of which day, and when do they become public?
audience: [rapporteur, analyst]
sensitivity: open
since: 0.1.0
parameters: {}
columns:
  letter: {type: id, of: Source, meaning: the letter}
  reference: {type: text, meaning: its reference}
  title: {type: text, meaning: its title}
  date: {type: when, meaning: its date}
  public_from: {type: when, meaning: "when it becomes public: computed, not stated"}
  mandates: {type: list, meaning: the mandates that sent it}
  questions: {type: integer, meaning: how many questions it asks}
  statements: {type: integer, meaning: how many statements were read in it}
  sha256: {type: text, meaning: digest of the file that was read}
*/
MATCH (letter:Document)-[:HAS_PASSAGE]->(passage:Passage)
WHERE EXISTS { (letter)-[:ADDRESSED_TO]->() }
OPTIONAL MATCH (passage)<-[:STATED_IN]-(statement:Statement)
WITH letter, count(DISTINCT statement) AS statements
RETURN letter.id AS letter, letter.reference AS reference, letter.title AS title,
       [toString(letter.date), toString(letter.date_latest)] AS date,
       [toString(letter.public_from), toString(letter.public_from_latest)] AS public_from,
       letter.mandates AS mandates, COUNT { (letter)-[:ASKS]->(:Question) } AS questions, statements,
       letter.sha256 AS sha256
ORDER BY letter
