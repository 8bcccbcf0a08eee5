/*
id: perhaps-a-victim
title: Alleged recruiters who were perhaps victims
question: Who is alleged to recruit and is also said to have been held or moved, so that nobody treats them as an offender only?
audience: [investigator, rapporteur]
sensitivity: case
since: 0.2.0
parameters: {}
columns:
  party: {type: id, of: Entity, meaning: "canonical id; none where the id itself would tell the name"}
  recruited_for: {type: integer, meaning: for how many compounds or organisations it is alleged to recruit}
  recruiting_origins: {type: integer, meaning: from how many independent origins that comes}
  recruiting_modality: {type: text, meaning: the surest modality of these claims}
  recruiting_denials: {type: integer, meaning: how many claims deny or retract it}
  places: {type: integer, meaning: at how many places it is said to have been held or moved through}
  held_origins: {type: integer, meaning: from how many independent origins that comes}
  held_modality: {type: text, meaning: the surest modality of these claims}
  held_denials: {type: integer, meaning: how many claims deny or retract it}
  held_since: {type: text, meaning: earliest month given; none where no source gives one}
  same_place: {type: boolean, meaning: whether it is said to have been held at a place for which it is alleged to recruit}
  held_first: {type: text, meaning: "whether it was held before the first dated recruiting: yes, no, uncertain or not dated"}
  recruiting_claims: {type: list, meaning: "ids of the claims, for whoever may open them"}
  held_claims: {type: list, meaning: "ids of the claims, for whoever may open them"}
*/
// No name, quote, locator or exact day leaves this query: a person who was held and made to recruit is to be protected.
MATCH (held:Entity)-[:HELD_AT|PASSED_THROUGH]->(:Place)
WITH DISTINCT held.canonical AS party
CALL (party) {
  MATCH (:Entity {canonical: party})-[claim:HELD_AT|PASSED_THROUGH]->(place:Place)
  // include claim
  RETURN count(DISTINCT CASE WHEN supports THEN place.canonical END) AS places,
         collect(DISTINCT place.canonical) AS held_at, count(DISTINCT CASE WHEN supports THEN origin END) AS held_origins,
         collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS held_modalities,
         count(CASE WHEN NOT supports THEN 1 END) AS held_denials, collect(claim.id) AS held_claims,
         min(CASE WHEN supports THEN claim.since END) AS held, min(CASE WHEN supports THEN claim.since_latest END) AS held_latest
}
CALL (party) {
  MATCH (:Entity {canonical: party})-[claim:RECRUITED_FOR]->(target:Compound|Organisation)
  // include claim
  RETURN count(DISTINCT CASE WHEN supports THEN target.canonical END) AS recruited_for,
         collect(DISTINCT target.canonical) AS targets, count(DISTINCT CASE WHEN supports THEN origin END) AS recruiting_origins,
         collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS recruiting_modalities,
         count(CASE WHEN NOT supports THEN 1 END) AS recruiting_denials, collect(claim.id) AS recruiting_claims,
         min(CASE WHEN supports THEN claim.since END) AS began,
         min(CASE WHEN supports THEN claim.since_latest END) AS began_latest
}
WITH * WHERE size(recruiting_claims) > 0
WITH *, COLLECT {
  MATCH (record:Entity {canonical: party}) UNWIND [record.name] + coalesce(record.names, []) AS name
  WITH DISTINCT toLower(replace(name, '@', '')) AS name
  WITH name, split(replace(replace(replace(name, '-', ' '), '_', ' '), '.', ' '), ' ') AS words
  UNWIND [name, reduce(all = '', word IN words | all + word)] + [word IN words WHERE size(word) > 2] AS told
  RETURN DISTINCT told
} AS told, reduce(all = '', word IN split(replace(replace(replace(toLower(party), '-', ' '), '_', ' '), '.', ' '), ' ') | all + word) AS plain
RETURN CASE WHEN none(word IN told WHERE toLower(party) CONTAINS word OR plain CONTAINS word) THEN party END AS party,
       recruited_for, recruiting_origins,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN recruiting_modalities][0] AS recruiting_modality,
       recruiting_denials, places, held_origins,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN held_modalities][0] AS held_modality,
       held_denials, substring(toString(held), 0, 7) AS held_since,
       any(place IN held_at WHERE place IN targets) AS same_place,
       CASE WHEN held IS NULL OR began IS NULL THEN 'not dated' WHEN held_latest <= began THEN 'yes'
            WHEN held > began_latest THEN 'no' ELSE 'uncertain' END AS held_first,
       COLLECT { UNWIND recruiting_claims AS id RETURN id ORDER BY id } AS recruiting_claims,
       COLLECT { UNWIND held_claims AS id RETURN id ORDER BY id } AS held_claims
ORDER BY held_origins DESC, recruiting_origins, held_claims
