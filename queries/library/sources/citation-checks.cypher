/*
id: citation-checks
title: How the citations of a letter stand
question: Which citations of this letter are right, imprecise, overstated, wrong or of law that does not bind the addressee, and why?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
columns:
  law: {type: id, of: Law, meaning: the instrument or provision cited}
  title: {type: text, meaning: its title}
  as_written: {type: text, meaning: "how the letter cites it, word for word"}
  check: {type: text, meaning: "right, imprecise, overstated, wrong, not binding"}
  why: {type: text, meaning: what the check found}
  state: {type: text, meaning: "for a national statute: the State whose law it is"}
  locator: {type: text, meaning: where}
  asserted_by: {type: text, meaning: who checked it}
*/
MATCH (:Document {id: $letter})-[cite:CITES]->(law:Law)
WHERE cite.check IS NOT NULL
RETURN law.id AS law, law.title AS title, cite.as AS as_written, cite.check AS check, cite.why AS why,
       law.state AS state, cite.locator AS locator, cite.asserted_by AS asserted_by
ORDER BY check, law, locator
