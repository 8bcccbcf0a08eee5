/*
id: elements-of-case
title: Elements that a case shows
question: "Which elements of the definition does this case show, by which indicators, and which are missing?"
audience: [investigator, rapporteur]
sensitivity: case
since: 0.3.0
parameters:
  case: {type: text, of: Case, example: CASE-1f0c, meaning: the pseudonym of the case}
columns:
  element: {type: text, meaning: "act, means or purpose"}
  shown: {type: text, meaning: "shown, missing, not asked (a child: 3(c)) or uncertain; never a finding that somebody is a victim"}
  indicators: {type: ids, of: Indicator, meaning: by which indicators}
  why: {type: list, meaning: "the rule that read each indicator, and why"}
  majority: {type: text, meaning: "child: under 18 when it began, when exploited or when registered; else adult when exploited, or not known"}
  consent: {type: text, meaning: what consent matters}
*/
MATCH (case:Case {id: $case})
// include elements
UNWIND ['act', 'means', 'purpose'] AS element
RETURN element,
       CASE WHEN element IN kinds THEN 'shown' WHEN element IN missing THEN 'missing' WHEN element IN uncertain THEN 'uncertain'
            ELSE 'not asked' END AS shown,
       COLLECT {
         MATCH (case)-[:SHOWS]->(indicator:Indicator) WHERE indicator.kind = element
         RETURN DISTINCT indicator.id AS id ORDER BY id
       } AS indicators,
       COLLECT {
         MATCH (case)-[shows:SHOWS]->(indicator:Indicator) WHERE indicator.kind = element
         RETURN DISTINCT shows.asserted_by + ': ' + shows.why AS why ORDER BY why
       } AS why, majority, consent
ORDER BY element
