/*
id: passage-source
title: Back to the sentence
question: Which sentence, in which paragraph of which document, says this?
audience: [investigator, analyst, rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  of: {type: text, example: AL_MYS_1_2025/A32, meaning: id of a statement or of a passage}
columns:
  statement: {type: id, of: Statement, meaning: the statement; none where a passage holds none}
  quote: {type: text, meaning: "what is said, word for word"}
  modality: {type: text, meaning: as the source puts it}
  passage: {type: id, of: Source, meaning: the paragraph}
  locator: {type: text, meaning: where it stands}
  text: {type: text, meaning: the paragraph}
  document: {type: id, of: Source, meaning: the document}
  reference: {type: text, meaning: its reference}
  date: {type: when, meaning: its date}
  publisher: {type: text, meaning: who published it}
  sha256: {type: text, meaning: digest of the file that was read}
*/
MATCH (document:Document)-[:HAS_PASSAGE]->(paragraph:Passage)
WHERE paragraph.id = $of OR EXISTS { (paragraph)<-[:STATED_IN]-(:Statement {id: $of}) }
OPTIONAL MATCH (paragraph)<-[:STATED_IN]-(statement:Statement)
WHERE paragraph.id = $of OR statement.id = $of
RETURN statement.id AS statement, statement.quote AS quote, statement.modality AS modality, paragraph.id AS passage,
       paragraph.locator AS locator, paragraph.text AS text, document.id AS document, document.reference AS reference,
       [toString(document.date), toString(document.date_latest)] AS date, document.publisher AS publisher,
       document.sha256 AS sha256
ORDER BY document, paragraph.order, statement
