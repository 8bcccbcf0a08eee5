/*
id: cited-unengaged
title: Law that letters to the State cite with no fact behind it
question: Which instruments and provisions do letters to this State cite, without a statement in any of these letters that touches them or a part of them?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  state: {type: state, example: MYS, meaning: "the State, by ISO 3166 code or name"}
  "on": {type: date, example: "2025-03-10", meaning: the day for which it is asked; a later letter was not there yet}
columns:
  law: {type: id, of: Law, meaning: the instrument or provision cited}
  title: {type: text, meaning: its title}
  strength: {type: text, meaning: "how hard the duty is, for a provision; blank where not known"}
  wording: {type: text, meaning: the words that say so}
  letters: {type: ids, of: Source, meaning: the letters that cite it}
  as_written: {type: list, meaning: "how they cite it, word for word"}
  locators: {type: list, meaning: where}
*/
// include letters-to-state
UNWIND letters AS letter
MATCH (letter)-[cite:CITES]->(law:Law)
WHERE NOT EXISTS {
  MATCH (law)-[:CONTAINS*0..6]->(:Law)<-[:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]-(:Statement)
        -[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(other:Document)
  WHERE other IN letters
}
WITH law, letter, cite ORDER BY letter.id, cite.locator, cite.as
RETURN law.id AS law, law.title AS title, law.strength AS strength, law.wording AS wording,
       collect(DISTINCT letter.id) AS letters, collect(DISTINCT cite.as) AS as_written,
       collect(DISTINCT cite.locator) AS locators
ORDER BY law
