/*
id: compound-operators
title: Who is said to run, guard or let a compound
question: Who is said to run, guard or own the land of this compound, by how many independent sources and how surely?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  compound: {type: name, of: Compound, required: false, example: KK Park, meaning: "its id, name or any other name, in any script; without it, every compound"}
columns:
  compound: {type: id, of: Place, meaning: canonical id of the compound}
  compound_name: {type: text, meaning: its name}
  operator: {type: id, of: Entity, meaning: canonical id of the party}
  name: {type: text, meaning: its name}
  role: {type: text, meaning: "OPERATES, GUARDS or OWNS_LAND_OF"}
  origins: {type: integer, meaning: from how many independent origins the claims come}
  highest_modality: {type: text, meaning: the surest modality among them}
  first: {type: when, meaning: earliest date given; none where no source gives one}
  denials: {type: integer, meaning: how many claims deny or retract it}
  programmes: {type: list, meaning: "programmes under which the party is listed: a listing is no finding"}
  evidence: {type: list, meaning: "claim, document, locator, modality, stance, words and dates of each"}
*/
MATCH (any:Place:Compound) WHERE $compound IS NULL OR any.canonical IN $compound
WITH DISTINCT any.canonical AS compound ORDER BY compound
WHERE EXISTS { (:Place:Compound {canonical: compound})<-[:OPERATES|GUARDS|OWNS_LAND_OF]-(:Entity) }
WITH compound LIMIT $first
MATCH (record:Place:Compound {canonical: compound})<-[claim:OPERATES|GUARDS|OWNS_LAND_OF]-(member:Entity)
// include claim
WITH compound, member.canonical AS party, type(claim) AS role,
     count(DISTINCT CASE WHEN supports THEN origin END) AS origins,
     collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS modalities,
     min(CASE WHEN supports THEN claim.since END) AS earliest,
     min(CASE WHEN supports THEN claim.since_latest END) AS earliest_latest,
     count(CASE WHEN NOT supports THEN 1 END) AS denials, collect(proof) AS evidence
MATCH (entity:Entity {id: party})
MATCH (place:Place {id: compound})
// include listings
RETURN compound, place.name AS compound_name, party AS operator, entity.name AS name, role, origins,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       [toString(earliest), toString(earliest_latest)] AS first, denials, programmes, evidence
ORDER BY compound, origins DESC, operator, role
