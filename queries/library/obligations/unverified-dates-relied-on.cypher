/*
id: unverified-dates-relied-on
title: Treaty facts not fully verified on which the reading of a letter rests
question: Which treaty dates and statuses of the addressee, under instruments that the letter's statements touch, has nobody fully checked?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
columns:
  state: {type: id, of: Place, meaning: the addressee}
  instrument: {type: id, of: Law, meaning: the treaty}
  relation: {type: text, meaning: "party to, not party to or signed"}
  verified: {type: text, meaning: "partly or no"}
  since: {type: when, meaning: "in force since, as far as known"}
  source: {type: text, meaning: where it was read}
  note: {type: text, meaning: what a reader must know of it}
  statements: {type: integer, meaning: how many statements of the letter touch the instrument}
*/
MATCH (letter:Document {id: $letter})-[:ADDRESSED_TO]->(state:State)
MATCH (state)-[fact:PARTY_TO|NOT_PARTY_TO|SIGNED]->(instrument:Instrument)
WHERE fact.verified <> 'yes'
WITH letter, state, fact, instrument, COUNT {
  MATCH (instrument)-[:CONTAINS*0..6]->(:Law)<-[:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]-(statement:Statement)
        -[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(letter)
  RETURN DISTINCT statement
} AS statements
WHERE statements > 0 OR EXISTS { MATCH (letter)-[:CITES]->(:Law)<-[:CONTAINS*0..6]-(instrument) }
RETURN state.id AS state, instrument.id AS instrument, toLower(replace(type(fact), '_', ' ')) AS relation,
       fact.verified AS verified, [toString(fact.since), toString(fact.since_latest)] AS since, fact.source AS source,
       fact.note AS note, statements
ORDER BY instrument, relation
