/*
id: elements-missing
title: Elements of the definition
question: "Of how many people do the cases show act, means and purpose, and which element is missing where not?"
audience: [rapporteur, analyst]
sensitivity: aggregate
since: 0.3.0
parameters:
  year: {type: integer, required: false, example: 2024, meaning: only cases registered in this year}
  form: {type: text, required: false, example: ForcedCriminality, meaning: "only with this form of exploitation, by its code"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  majority: {type: text, group: true, meaning: "child: under 18 when it began, when exploited or when registered; else adult when exploited, or not known"}
  act: {type: boolean, group: true, meaning: whether an act is shown}
  means: {type: boolean, group: true, meaning: whether a means is shown}
  purpose: {type: boolean, group: true, meaning: whether a purpose is shown}
  missing: {type: list, group: true, meaning: "elements not shown that Palermo 3(a), or 3(c) for a child, asks for; not shown is not absent"}
  uncertain: {type: list, group: true, meaning: "means, where none is shown and it is not known whether the person was a child, of whom none is asked"}
  consent: {type: text, group: true, meaning: "irrelevant where a means is shown (3(b)); for a child no means is asked (3(c))"}
  people: {type: people, meaning: how many people}
order: [-people]
*/
// include cases-asked
// include elements
RETURN majority, act, means, purpose, missing, uncertain, consent, sum(case.people) AS people
ORDER BY majority, act, means, purpose
