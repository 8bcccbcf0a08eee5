/*
id: compound-events
title: What happened at a compound
question: What is said to have happened at this compound, when, by whose act, and how surely?
audience: [investigator, analyst, rapporteur]
sensitivity: open
since: 0.2.0
parameters:
  compound: {type: name, of: Compound, required: false, example: KK Park, meaning: "its id, name or any other name, in any script; without it, every compound"}
  kind: {type: text, required: false, example: raid, meaning: "only events of this kind: raid, rescue, power cut ..."}
  since: {type: date, required: false, example: "2024-01-01", meaning: only what may have happened on or after this day}
  until: {type: date, required: false, example: "2025-12-31", meaning: only what may have happened on or before this day}
columns:
  compound: {type: id, of: Place, meaning: canonical id of the compound}
  name: {type: text, meaning: its name}
  event: {type: id, of: Event, meaning: the event}
  kind: {type: text, meaning: what sort of event}
  title: {type: text, meaning: what happened}
  when: {type: when, meaning: "as exactly as the source says; none where no source gives a date"}
  in_period: {type: text, meaning: "yes, uncertain (its date is not exact enough) or not dated; none where no period is asked"}
  places: {type: ids, of: Place, meaning: "where: the compound, or a part of it"}
  actors: {type: list, meaning: "who is said to have acted or taken part, and as what, with source and modality"}
  origins: {type: integer, meaning: from how many independent origins it comes that it was there}
  highest_modality: {type: text, meaning: the surest modality among them}
  denials: {type: integer, meaning: how many claims deny or retract that it was there}
  evidence: {type: list, meaning: "document, locator, modality, stance and words of each"}
*/
MATCH (record:Place:Compound) WHERE $compound IS NULL OR record.canonical IN $compound
MATCH (record)<-[:PART_OF*0..2]-(place:Place)<-[claim:AT]-(event:Event)
WHERE ($kind IS NULL OR event.kind = $kind) AND NOT coalesce(event.when_latest < date($since), false)
  AND NOT coalesce(event.when > date($until), false)
WITH DISTINCT record.canonical AS compound, place, claim, event
// include claim
WITH compound, event, collect(DISTINCT place.id) AS somewhere,
     count(DISTINCT CASE WHEN supports THEN origin END) AS origins,
     collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS modalities,
     count(CASE WHEN NOT supports THEN 1 END) AS denials, collect(proof) AS evidence
MATCH (place:Place {id: compound})
RETURN compound, place.name AS name, event.id AS event, event.kind AS kind, event.title AS title,
       [toString(event.when), toString(event.when_latest)] AS when,
       CASE WHEN $since IS NULL AND $until IS NULL THEN null
            WHEN event.when IS NULL THEN 'not dated'
            WHEN coalesce(event.when >= date($since), true) AND coalesce(event.when_latest <= date($until), true)
            THEN 'yes' ELSE 'uncertain' END AS in_period,
       COLLECT { UNWIND somewhere AS id RETURN id ORDER BY id } AS places,
       COLLECT {
         MATCH (event)-[part:BY]->(actor:Entity|Place)
         RETURN {actor: actor.canonical, name: actor.name, as: part.as, document: part.document,
                 locator: part.locator, modality: part.modality, stance: part.stance} AS actor
         ORDER BY part.document, part.locator, part.id
       } AS actors,
       origins,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       denials, evidence
ORDER BY compound, when, event
