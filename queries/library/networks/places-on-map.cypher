/*
id: places-on-map
title: Where the places are said to be
question: Where is each compound said to be, how exactly, in what state, in which State or area, and by which sources?
audience: [investigator, analyst, rapporteur]
sensitivity: open
since: 0.2.0
parameters:
  state: {type: state, required: false, example: MMR, meaning: "only places that a source puts in this State; without it, all"}
  compound: {type: text, required: false, example: KK Park, meaning: "only this place, by id, name or any other name, in any script"}
columns:
  place: {type: id, of: Place, meaning: "the place as one source gives it: records of one place stay apart, as their points may differ"}
  canonical: {type: id, of: Place, meaning: the record that stands for all records of the same place}
  class: {type: text, meaning: "Compound, Area or State"}
  name: {type: text, meaning: its name}
  names: {type: list, meaning: "its other names, in every script"}
  latitude: {type: number, meaning: "degrees north; none where no source gives a point"}
  longitude: {type: number, meaning: degrees east}
  precision_m: {type: number, meaning: "radius in metres in which the source puts it: the point is no finer"}
  status: {type: text, meaning: "operating, raided or closed, as last reported; none where no source says it"}
  located_in: {type: list, meaning: "State or area as the source gives it, with modality, stance, document, locator and words: never worked out from the point"}
  documents: {type: list, meaning: documents that say where it lies}
  loaded_from: {type: list, meaning: sources of the point and of the status}
*/
MATCH (place:Place)
WHERE (place:Compound OR place.location IS NOT NULL)
  AND ($compound IS NULL OR EXISTS {
    MATCH (named:Place) WHERE $compound IN [named.id, named.name] + coalesce(named.names, [])
      AND named.canonical = place.canonical })
  AND ($state IS NULL OR EXISTS {
    MATCH (place)-[steps:LOCATED_IN*1..6]->(:State {id: $state})
    WHERE all(step IN steps WHERE step.stance = 'asserts') })
OPTIONAL MATCH (place)-[claim:LOCATED_IN]->(around:Place)
// collect() keeps the order of its rows: sorted here, the same question gives the same bytes.
WITH place, claim, around ORDER BY around.id, claim.document, claim.locator, claim.id
WITH place, collect(DISTINCT claim.document) AS documents,
     collect(CASE WHEN claim IS NULL THEN null ELSE
       {place: around.id, name: around.name, modality: claim.modality, stance: claim.stance,
        document: claim.document, locator: claim.locator, quote: claim.quote} END) AS located_in
UNWIND CASE coalesce(size(properties(place)['runs']), 0) WHEN 0 THEN [null] ELSE properties(place)['runs'] END AS run
WITH place, documents, located_in, split(run, '@')[0] AS scope ORDER BY scope
WITH place, documents, located_in, collect(DISTINCT scope) AS loaded_from
RETURN place.id AS place, place.canonical AS canonical,
       [label IN labels(place) WHERE label <> 'Place'][0] AS class, place.name AS name, coalesce(place.names, []) AS names,
       place.location.latitude AS latitude, place.location.longitude AS longitude, place.precision_m AS precision_m,
       place.status AS status, located_in, documents, loaded_from
ORDER BY latitude IS NULL, class, name, place
