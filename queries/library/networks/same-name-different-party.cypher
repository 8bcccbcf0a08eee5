/*
id: same-name-different-party
title: One name, several parties
question: Which names do several parties or places bear, what tells these apart, and did anybody judge whether they are one?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  name: {type: text, required: false, example: Tin Win, meaning: "only this name, in any script; without it, every name that is shared"}
columns:
  name: {type: text, meaning: the name in small letters}
  entities: {type: ids, of: Entity, meaning: canonical ids of the parties that bear it}
  places: {type: ids, of: Place, meaning: canonical ids of the places that bear it}
  judged: {type: text, meaning: "different (every pair was decided), partly judged, undecided (only proposed) or not judged: one name alone joins nobody"}
  parties: {type: list, meaning: "kind, name, current programmes and nationalities of each"}
  judgements: {type: list, meaning: "what was decided or proposed about two of them, by whom and why"}
*/
MATCH (record:Entity|Place)
UNWIND [record.name] + coalesce(record.names, []) AS called
WITH toLower(trim(called)) AS name, CASE WHEN record:Entity THEN 'Entity' ELSE 'Place' END AS base, record.canonical AS id
WHERE $name IS NULL OR name = toLower(trim($name))
WITH DISTINCT name, base, id ORDER BY base, id
WITH name, collect(CASE WHEN base = 'Entity' THEN id END) AS entities, collect(CASE WHEN base = 'Place' THEN id END) AS places
WHERE size(entities) > 1 OR size(places) > 1
CALL (entities, places) {
  UNWIND entities AS id
  MATCH (x:Entity {canonical: id})-[judgement:DIFFERENT_FROM|POSSIBLY_SAME_AS]->(y:Entity) WHERE y.canonical IN entities
  RETURN x, y, judgement
  UNION
  UNWIND places AS id
  MATCH (x:Place {canonical: id})-[judgement:DIFFERENT_FROM|POSSIBLY_SAME_AS]->(y:Place) WHERE y.canonical IN places
  RETURN x, y, judgement
  UNION
  RETURN null AS x, null AS y, null AS judgement
}
WITH name, entities, places, x, y, judgement ORDER BY x.id, y.id, type(judgement), judgement.id
WITH name, entities, places,
     count(DISTINCT CASE WHEN judgement:DIFFERENT_FROM AND x.canonical < y.canonical THEN [x.canonical, y.canonical]
                         WHEN judgement:DIFFERENT_FROM THEN [y.canonical, x.canonical] END) AS apart,
     count(CASE WHEN judgement:POSSIBLY_SAME_AS THEN 1 END) AS proposed,
     [one IN collect({first: x.id, second: y.id, judged: CASE WHEN judgement:DIFFERENT_FROM THEN 'different' ELSE 'possibly one' END,
                      by: judgement.by, at: judgement.at, why: judgement.why}) WHERE one['first'] IS NOT NULL] AS judgements,
     (size(entities) * (size(entities) - 1) + size(places) * (size(places) - 1)) / 2 AS pairs
RETURN name, entities, places,
       CASE WHEN apart = pairs THEN 'different' WHEN apart > 0 THEN 'partly judged'
            WHEN proposed > 0 THEN 'undecided' ELSE 'not judged' END AS judged,
       COLLECT {
         MATCH (party:Entity) WHERE party.id IN entities
         RETURN {id: party.id, name: party.name, kind: [label IN labels(party) WHERE label <> 'Entity'][0],
                 programmes: COLLECT {
                   MATCH (:Entity {canonical: party.id})-[listing:LISTED_IN]->(:Document)
                   WHERE listing.stance = 'asserts' AND listing.until IS NULL
                   RETURN DISTINCT listing.programme AS programme ORDER BY programme },
                 nationalities: COLLECT {
                   MATCH (:Entity {canonical: party.id})-[national:NATIONAL_OF]->(state:State)
                   WHERE national.stance = 'asserts' RETURN DISTINCT state.id AS state ORDER BY state }} AS party
         ORDER BY party.id
       } + COLLECT {
         MATCH (place:Place) WHERE place.id IN places
         RETURN {id: place.id, name: place.name, kind: [label IN labels(place) WHERE label <> 'Place'][0]} AS party
         ORDER BY place.id
       } AS parties,
       judgements
ORDER BY name
