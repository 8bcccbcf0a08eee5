/*
id: designated-by-several
title: Parties that several authorities list
question: Which parties do at least so many authorities list, under which programmes, since when?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  authorities: {type: integer, required: false, default: 2, least: 1, example: 2, meaning: at least by how many authorities}
columns:
  party: {type: id, of: Entity, meaning: canonical id of the party}
  name: {type: text, meaning: its name}
  records: {type: ids, of: Entity, meaning: the records that were decided to be this party}
  number: {type: integer, meaning: by how many authorities it is listed now}
  authorities: {type: list, meaning: "who lists it: a listing is no finding"}
  programmes: {type: list, meaning: under which programmes}
  first: {type: when, meaning: when it was first listed; none where no list gives a date}
  modality: {type: text, meaning: "always designated: a listing is not on the ladder of modalities"}
  listings: {type: list, meaning: "every listing: authority, programme, document, locator, since, until and state (listed, ended, withdrawn)"}
*/
MATCH (record:Entity)-[listing:LISTED_IN]->(:Document)
WITH record.canonical AS party, min(CASE WHEN listing.stance = 'asserts' THEN listing.since END) AS earliest,
     min(CASE WHEN listing.stance = 'asserts' THEN listing.since_latest END) AS earliest_latest
// include listings
WITH * WHERE size(authorities) >= $authorities
MATCH (entity:Entity {id: party})
RETURN party, entity.name AS name,
       COLLECT { MATCH (one:Entity {canonical: party}) RETURN one.id AS id ORDER BY id } AS records,
       size(authorities) AS number, authorities, programmes,
       [toString(earliest), toString(earliest_latest)] AS first, 'designated' AS modality, listings
ORDER BY number DESC, name, party
