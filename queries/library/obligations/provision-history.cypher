/*
id: provision-history
title: A provision through time
question: When did this provision come into being and bind a State, who reserved or left, and what was said under it since?
audience: [rapporteur, analyst]
sensitivity: open
since: 0.1.0
parameters:
  provision: {type: text, of: Provision, example: ILO_P029-4(2), meaning: its id}
  state: {type: state, required: false, example: MYS, meaning: "one State; without it, every State"}
columns:
  provision: {type: id, of: Law, meaning: the provision}
  strength: {type: text, meaning: "how hard the duty is; blank where not known"}
  when: {type: when, meaning: "when, as exactly as it is known"}
  what: {type: text, meaning: "adopted, in force, ratification ..., in force for the State, left, signed, reservation, reservation withdrawn, weighs for, weighs against or engages"}
  state: {type: text, meaning: the State; blank where it is the instrument's own or counted for none}
  says: {type: text, meaning: "the reservation's effect and words, or what is said, in our words"}
  modality: {type: text, meaning: as the source puts it}
  statement: {type: id, of: Statement, meaning: the statement}
  source: {type: text, meaning: where it was read}
*/
MATCH (instrument:Instrument)-[:CONTAINS*1..6]->(law:Provision {id: $provision})
CALL (instrument, law) {
  UNWIND [['adopted', instrument.adopted, instrument.adopted_latest], ['in force', instrument.in_force, instrument.in_force_latest]] AS fact
  RETURN fact[1] AS day, fact[2] AS latest, fact[0] AS what, null AS state, instrument.title AS says, null AS modality,
         null AS statement, null AS source
  UNION
  MATCH (party:State)-[joined:PARTY_TO]->(instrument)
  UNWIND [[joined.action, joined.deposited, joined.deposited_latest], ['in force for the State', joined.since, joined.since_latest],
          ['left', joined.until, joined.until_latest]] AS fact
  RETURN fact[1] AS day, fact[2] AS latest, fact[0] AS what, party.id AS state, joined.note AS says, null AS modality,
         null AS statement, joined.source AS source
  UNION
  MATCH (signatory:State)-[signed:SIGNED]->(instrument)
  RETURN signed.on AS day, signed.on_latest AS latest, 'signed' AS what, signatory.id AS state, signed.note AS says,
         null AS modality, null AS statement, signed.source AS source
  UNION
  MATCH (reserving:State)-[reserves:RESERVES]->(reserved:Law)
  WHERE reserved = law OR EXISTS { (reserved)-[:CONTAINS*1..6]->(law) } OR EXISTS { (law)-[:CONTAINS*1..6]->(reserved) }
  UNWIND [['reservation', reserves.since, reserves.since_latest], ['reservation withdrawn', reserves.until, reserves.until_latest]] AS fact
  RETURN fact[1] AS day, fact[2] AS latest, fact[0] AS what, reserving.id AS state,
         reserves.effect + ' ' + reserved.id + ': ' + reserves.text AS says, null AS modality, null AS statement,
         reserves.source AS source
  UNION
  MATCH (said:Statement)-[reading:WEIGHS_FOR|WEIGHS_AGAINST|ENGAGES]->(law)
  RETURN coalesce(said.conduct_since, said.conduct_until, said.reported_on) AS day,
         coalesce(said.conduct_since_latest, said.conduct_until_latest, said.reported_on_latest) AS latest,
         toLower(replace(type(reading), '_', ' ')) AS what, reading.state AS state, said.summary AS says,
         said.modality AS modality, said.id AS statement, said.speaker AS source
}
WITH law, day, latest, what, state, says, modality, statement, source
WHERE what IS NOT NULL AND (day IS NOT NULL OR statement IS NOT NULL) AND ($state IS NULL OR state IS NULL OR state = $state)
RETURN law.id AS provision, law.strength AS strength, [toString(day), toString(latest)] AS when, what, state, says,
       modality, statement, source
ORDER BY day, latest, what, state, statement, says
