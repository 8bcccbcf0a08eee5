/*
id: unverified-facts
title: Treaty facts that nobody fully checked, and the standings that rest on them
question: Which dates and statuses of States under treaties are not fully verified, and on which of them do standings rest?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  state: {type: state, required: false, example: MYS, meaning: "a State; without it, every State"}
columns:
  state: {type: id, of: Place, meaning: the State}
  instrument: {type: id, of: Law, meaning: the treaty}
  relation: {type: text, meaning: "party to or not party to"}
  verified: {type: text, meaning: "partly: read in part or known to the month or year; no: recalled only"}
  since: {type: when, meaning: "in force since, as far as known"}
  source: {type: text, meaning: where it was read}
  note: {type: text, meaning: what a reader must know of it}
  standings: {type: ids, of: Law, meaning: "the provisions whose standing for this State rests on it: statements weigh on them"}
*/
MATCH (state:State)-[fact:PARTY_TO|NOT_PARTY_TO]->(instrument:Instrument)
WHERE fact.verified <> 'yes' AND ($state IS NULL OR state.id = $state)
CALL (state, instrument) {
  MATCH (instrument)-[:CONTAINS*0..6]->(provision:Law)<-[weighs:WEIGHS_FOR|WEIGHS_AGAINST]-(:Statement)
  WHERE weighs.state = state.id AND weighs.basis IN ['named', 'addressed']
  WITH DISTINCT provision.id AS provision ORDER BY provision
  RETURN collect(provision) AS standings
}
RETURN state.id AS state, instrument.id AS instrument, toLower(replace(type(fact), '_', ' ')) AS relation,
       fact.verified AS verified, [toString(fact.since), toString(fact.since_latest)] AS since, fact.source AS source,
       fact.note AS note, standings
ORDER BY size(standings) DESC, verified, state, instrument
