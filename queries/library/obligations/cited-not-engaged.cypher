/*
id: cited-not-engaged
title: Law that the letter cites with no statement behind it
question: Which instruments and provisions does this letter cite without any of its statements touching them or a part of them?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
columns:
  law: {type: id, of: Law, meaning: the instrument or provision cited}
  title: {type: text, meaning: its title}
  strength: {type: text, meaning: "how hard the duty is, for a provision; blank where not known"}
  as_written: {type: list, meaning: "how the letter cites it, word for word"}
  locators: {type: list, meaning: where}
  checks: {type: list, meaning: how the citation was checked}
*/
MATCH (letter:Document {id: $letter})-[cite:CITES]->(law:Law)
WHERE NOT EXISTS {
  MATCH (law)-[:CONTAINS*0..6]->(part:Law)<-[:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]-(:Statement)
        -[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(letter)
}
WITH law, cite ORDER BY cite.locator, cite.as
RETURN law.id AS law, law.title AS title, law.strength AS strength, collect(DISTINCT cite.as) AS as_written,
       collect(DISTINCT cite.locator) AS locators, collect(DISTINCT cite.check) AS checks
ORDER BY law
