/*
id: designation-gap
title: Where listings leave a gap
question: Which parties does one authority alone list, and which companies, wallets and land of listed parties are not listed?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  party: {type: name, of: Entity, required: false, example: Zhi CHEN, meaning: "only this listed party; without it, every one"}
  gap: {type: text, required: false, example: unlisted company, meaning: "only this kind: one authority only, unlisted company, unlisted wallet or land"}
columns:
  party: {type: id, of: Entity, meaning: canonical id of the listed party}
  name: {type: text, meaning: its name}
  authorities: {type: list, meaning: "who lists it now: a listing is no finding"}
  programmes: {type: list, meaning: under which programmes}
  gap: {type: text, meaning: "one authority only, unlisted company, unlisted wallet (no list that is loaded gives it) or land (of a compound; lists name no land)"}
  object: {type: id, of: Entity or Place, meaning: "canonical id of the company, wallet or compound"}
  object_name: {type: text, meaning: its name}
  relations: {type: list, meaning: "OWNS, CONTROLS, LEADS, USES or OWNS_LAND_OF"}
  origins: {type: integer, meaning: from how many independent origins the relation comes}
  modality: {type: text, meaning: "the surest modality of the relation; for one authority only: designated"}
  since: {type: when, meaning: "earliest date given: of the relation, or of the listing"}
  denials: {type: integer, meaning: how many claims deny or retract the relation}
  delisted: {type: list, meaning: "listings of the object that ended or were withdrawn"}
  evidence: {type: list, meaning: "the claims, or the listings"}
*/
MATCH (record:Entity)-[:LISTED_IN]->(:Document) WHERE $party IS NULL OR record.canonical IN $party
WITH DISTINCT record.canonical AS party
// include listings
WITH party AS owner, authorities AS owner_authorities, programmes AS owner_programmes, listings AS owner_listings
WHERE size(owner_authorities) > 0
CALL (owner, owner_authorities) {
  WITH owner WHERE size(owner_authorities) = 1
  RETURN 'one authority only' AS gap, null AS party, null AS claim
  UNION ALL
  MATCH (:Entity {canonical: owner})-[claim:OWNS|CONTROLS|LEADS]->(other:Organisation) WHERE other.canonical <> owner
  RETURN 'unlisted company' AS gap, other.canonical AS party, claim
  UNION ALL
  MATCH (:Entity {canonical: owner})-[claim:USES]->(wallet:Account {kind: 'wallet'})
  WHERE NOT EXISTS {
    MATCH (:Entity {canonical: wallet.canonical})<-[use:USES]-(:Entity) WHERE use.stance = 'asserts'
    MATCH (:Source {id: use.document})<-[:LISTED_IN]-(:Entity)
  }
  RETURN 'unlisted wallet' AS gap, wallet.canonical AS party, claim
  UNION ALL
  MATCH (:Entity {canonical: owner})-[claim:OWNS_LAND_OF]->(land:Compound)
  RETURN 'land' AS gap, land.canonical AS party, claim
}
WITH * WHERE $gap IS NULL OR gap = $gap
// include claim
WITH owner, owner_authorities, owner_programmes, owner_listings, gap, party,
     count(DISTINCT CASE WHEN supports THEN origin END) AS origins,
     collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS modalities,
     collect(DISTINCT CASE WHEN supports THEN type(claim) END) AS types,
     min(CASE WHEN supports THEN claim.since END) AS earliest, min(CASE WHEN supports THEN claim.since_latest END) AS earliest_latest,
     count(CASE WHEN NOT supports THEN 1 END) AS denials, collect(CASE WHEN claim IS NOT NULL THEN proof END) AS proofs
// include listings
WITH * WHERE party IS NULL OR (origins > 0 AND (gap = 'land' OR size(authorities) = 0))
MATCH (entity:Entity {id: owner})
CALL (owner) {
  OPTIONAL MATCH (:Entity {canonical: owner})-[listing:LISTED_IN]->(:Document)
  WHERE listing.stance = 'asserts' AND listing.until IS NULL
  RETURN min(listing.since) AS listed, min(listing.since_latest) AS listed_latest
}
OPTIONAL MATCH (thing:Entity {id: party}) WHERE gap <> 'land'
OPTIONAL MATCH (place:Place {id: party}) WHERE gap = 'land'
RETURN owner AS party, entity.name AS name, owner_authorities AS authorities, owner_programmes AS programmes, gap,
       party AS object, coalesce(thing.name, place.name) AS object_name,
       COLLECT { UNWIND types AS type RETURN type ORDER BY type } AS relations,
       CASE WHEN party IS NOT NULL THEN origins END AS origins,
       CASE WHEN party IS NULL THEN 'designated'
            ELSE [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] END AS modality,
       CASE WHEN party IS NULL THEN [toString(listed), toString(listed_latest)]
            ELSE [toString(earliest), toString(earliest_latest)] END AS since,
       denials, [one IN listings WHERE party IS NOT NULL AND one['state'] IN ['ended', 'withdrawn', 'withdrawal']] AS delisted,
       CASE WHEN party IS NULL THEN owner_listings ELSE proofs END AS evidence
ORDER BY gap, name, owner, object
