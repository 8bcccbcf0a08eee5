/*
id: listed-but-not-linked
title: Listed parties that no source links to a compound
question: Which listed parties does no source link to a compound within so many steps, so that somebody should look or nobody should assume it?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  programme: {type: text, required: false, example: TCO, meaning: "only parties listed under this programme"}
  hops: {type: integer, required: false, default: 2, least: 1, most: 4, example: 2, meaning: within so many steps}
columns:
  party: {type: id, of: Entity, meaning: canonical id of the party}
  name: {type: text, meaning: its name}
  kind: {type: text, meaning: "Person, Organisation, Account, Platform or Vessel"}
  authorities: {type: list, meaning: "who lists it now: a listing is no finding"}
  programmes: {type: list, meaning: under which programmes}
  modality: {type: text, meaning: "always designated: a listing is not on the ladder of modalities"}
  ties: {type: integer, meaning: "number of other parties to which any source links it; 0: nothing but the listing is loaded"}
  denied: {type: integer, meaning: "number of claims that deny or retract a direct link to a compound"}
  listings: {type: list, meaning: "every listing: authority, programme, document, locator, since, until and state"}
*/
MATCH (record:Entity)-[listing:LISTED_IN]->(:Document)
WHERE $programme IS NULL OR listing.programme = $programme
WITH DISTINCT record.canonical AS party
MATCH (entity:Entity {id: party})
WHERE NOT EXISTS { (entity)-[:TIE]-(:Compound) }
  AND NOT ($hops >= 2 AND EXISTS { (entity)-[:TIE]-(:Entity)-[:TIE]-(:Compound) })
  AND NOT ($hops >= 3 AND EXISTS { (entity)-[:TIE]-(:Entity)-[:TIE]-(:Entity)-[:TIE]-(:Compound) })
  AND NOT ($hops >= 4 AND EXISTS { (entity)-[:TIE]-(:Entity)-[:TIE]-(:Entity)-[:TIE]-(:Entity)-[:TIE]-(:Compound) })
// include listings
WITH * WHERE size(authorities) > 0 AND ($programme IS NULL OR $programme IN programmes)
RETURN party, entity.name AS name, [label IN labels(entity) WHERE label <> 'Entity'][0] AS kind, authorities, programmes,
       'designated' AS modality, COUNT { (entity)-[:TIE]-(:Entity) } AS ties,
       COUNT {
         MATCH (:Entity {canonical: party})-[claim:OPERATES|GUARDS|OWNS_LAND_OF|RECRUITED_FOR|FUNDS|SUPPLIES]->(:Compound)
         WHERE claim.stance <> 'asserts'
       } AS denied, listings
ORDER BY size(authorities) DESC, ties DESC, name, party
