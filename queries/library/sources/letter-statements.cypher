/*
id: letter-statements
title: Statements of a letter
question: What does this letter say of conduct, sentence by sentence, with its own caution, and who is said to act?
audience: [rapporteur, analyst, investigator]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
columns:
  statement: {type: id, of: Statement, meaning: the statement}
  code: {type: text, meaning: its short id}
  kind: {type: text, meaning: "Allegation, Measure, Conclusion or Answer"}
  category: {type: text, meaning: what it is about}
  summary: {type: text, meaning: "what is said, in our words"}
  quote: {type: text, meaning: "what is said, word for word"}
  hedge: {type: text, meaning: the letter's words of caution}
  modality: {type: text, meaning: as the letter puts it}
  conditional: {type: boolean, meaning: whether it only says what would be}
  actor: {type: text, meaning: "who is said to act, in the letter's terms"}
  speaker: {type: text, meaning: who says it}
  own_word: {type: text, meaning: "for a reply: whose own word it is; it stands beside a standing, never inside it"}
  role: {type: text, meaning: in which role it speaks of a State}
  basis: {type: text, meaning: "named, addressed, general; none where the conduct is private"}
  passage: {type: id, of: Source, meaning: the paragraph}
*/
MATCH (:Document {id: $letter})-[:HAS_PASSAGE]->(paragraph:Passage)<-[:STATED_IN]-(statement:Statement)
RETURN statement.id AS statement, statement.code AS code,
       [label IN labels(statement) WHERE label <> 'Statement'][0] AS kind, statement.category AS category,
       statement.summary AS summary, statement.quote AS quote, statement.hedge AS hedge,
       statement.modality AS modality, statement.conditional AS conditional, statement.actor AS actor,
       statement.speaker AS speaker, statement.own_word AS own_word, statement.role AS role,
       statement.basis AS basis, paragraph.id AS passage
ORDER BY paragraph.order, code
