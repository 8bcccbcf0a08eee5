/*
id: wrong-citations
title: Citations that a check did not find right
question: Which citations in letters to this State did a check find wrong, imprecise, overstated or of law that does not bind it, and why?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  state: {type: state, example: MYS, meaning: "the State, by ISO 3166 code or name"}
  "on": {type: date, example: "2025-03-10", meaning: the day for which it is asked; a later letter was not there yet}
columns:
  letter: {type: id, of: Source, meaning: the letter}
  law: {type: id, of: Law, meaning: the instrument or provision cited}
  title: {type: text, meaning: its title}
  strength: {type: text, meaning: "how hard the duty is, for a provision; blank where not known"}
  wording: {type: text, meaning: the words that say so}
  as_written: {type: text, meaning: "how the letter cites it, word for word"}
  check: {type: text, meaning: "wrong, not binding, overstated or imprecise; what nobody checked is left out"}
  why: {type: text, meaning: what the check found}
  law_of: {type: text, meaning: "for a national statute: the State whose law it is"}
  locator: {type: text, meaning: where}
  asserted_by: {type: text, meaning: who checked it}
*/
// include letters-to-state
UNWIND letters AS letter
MATCH (letter)-[cite:CITES]->(law:Law)
WHERE cite.check <> 'right'
RETURN letter.id AS letter, law.id AS law, law.title AS title, law.strength AS strength, law.wording AS wording,
       cite.as AS as_written, cite.check AS check, cite.why AS why, law.state AS law_of, cite.locator AS locator,
       cite.asserted_by AS asserted_by
ORDER BY check DESC, letter, law, locator, as_written
