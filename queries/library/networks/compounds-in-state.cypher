/*
id: compounds-in-state
title: Compounds in a State
question: Which compounds do sources place in this State, through which areas, how exactly and how surely?
audience: [investigator, rapporteur]
sensitivity: open
since: 0.2.0
parameters:
  state: {type: state, of: State, example: MMR, meaning: "the State, by ISO 3166 code or name"}
columns:
  compound: {type: id, of: Place, meaning: canonical id of the compound}
  name: {type: text, meaning: its name}
  names: {type: list, meaning: "other names, in any script"}
  status: {type: text, meaning: "as last reported; none where no source says"}
  location: {type: map, meaning: "a point in it, no finer than precision_m"}
  precision_m: {type: number, meaning: radius in metres in which the source puts it}
  via: {type: ids, of: Place, meaning: the way from the record to the State}
  origins: {type: integer, meaning: independent origins of the weakest step}
  modality: {type: text, meaning: the surest modality of the least sure step}
  denials: {type: integer, meaning: how many claims deny or retract a step}
  other_states: {type: ids, of: Place, meaning: other States in which sources put it}
  evidence: {type: list, meaning: "step, claim, document, locator, modality, stance, words and dates of each"}
*/
MATCH path = (record:Compound)-[:LOCATED_IN|PART_OF*1..4]->(:State {id: $state})
WITH DISTINCT record, [place IN nodes(path) | place.id] AS via
UNWIND range(0, size(via) - 2) AS step
MATCH (from:Place {id: via[step]})-[claim:LOCATED_IN|PART_OF]->(to:Place {id: via[step + 1]})
// include claim
WITH record, via, step, count(DISTINCT CASE WHEN supports THEN origin END) AS said,
     collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS modalities,
     count(CASE WHEN NOT supports THEN 1 END) AS against,
     collect({step: from.id + ' in ' + to.id, claim: proof}) AS proofs
WITH *, [rung IN [3, 2, 1, 0] WHERE ['alleged', 'reported', 'corroborated', 'found'][rung] IN modalities][0] AS sure
ORDER BY step
WITH record, via, min(said) AS origins, min(coalesce(sure, -1)) AS least, sum(against) AS denials,
     collect(proofs) AS proofs
MATCH (place:Place {id: record.canonical})
RETURN place.id AS compound, place.name AS name, coalesce(place.names, []) AS names,
       coalesce(record.status, place.status) AS status, coalesce(record.location, place.location) AS location,
       coalesce(record.precision_m, place.precision_m) AS precision_m, via, origins,
       CASE WHEN least >= 0 THEN ['alleged', 'reported', 'corroborated', 'found'][least] END AS modality, denials,
       COLLECT {
         MATCH (:Place {canonical: place.id})-[:LOCATED_IN|PART_OF*1..4]->(state:State) WHERE state.id <> $state
         RETURN DISTINCT state.id AS id ORDER BY id
       } AS other_states,
       reduce(every = [], some IN proofs | every + some) AS evidence
ORDER BY name, compound, via
