/*
id: cases-engaging
title: Cases that touch a provision
question: "How many people's cases show something that touches this provision, by what, and where?"
audience: [rapporteur]
sensitivity: aggregate
since: 0.3.0
parameters:
  provision: {type: text, of: Law, example: "ACTIP-14(7)", meaning: the provision}
  year: {type: integer, required: false, example: 2024, meaning: only cases registered in this year}
  form: {type: text, required: false, example: ForcedCriminality, meaning: "only with this form of exploitation, by its code"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  provision: {type: id, of: Law, group: true, meaning: the provision}
  strength: {type: text, group: true, meaning: "how hard the duty is; none for a definition"}
  destination: {type: id, of: Place, group: true, meaning: the State in which the case says the exploitation was; it attributes nothing to it}
  indicator: {type: id, of: Indicator, group: true, meaning: by what indicator}
  why: {type: text, group: true, meaning: why it touches the provision}
  people: {type: people, meaning: "how many people; under CEDAW, those who are recorded as women or girls"}
order: [-people]
*/
MATCH (law:Law {id: $provision})<-[engages:ENGAGES]-(indicator:Indicator)
// include cases-asked
  AND EXISTS { (case)-[:SHOWS]->(indicator) }
  // The Convention on discrimination against women covers nobody else: whose gender is not recorded so is not counted under it.
  AND (case.gender IN ['Feminine', 'TransgenderFeminine'] OR NOT EXISTS { (:Instrument {id: 'CEDAW'})-[:CONTAINS*1..6]->(law) })
// include case-corridor
WITH DISTINCT case, law, engages, indicator, destination
RETURN law.id AS provision, law.strength AS strength, destination, indicator.id AS indicator, engages.why AS why,
       sum(case.people) AS people
ORDER BY destination, indicator
