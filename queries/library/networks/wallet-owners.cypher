/*
id: wallet-owners
title: Whose wallet it is said to be
question: Which parties are said to use this wallet, by which sources, and are they listed?
audience: [investigator]
sensitivity: open
since: 0.1.0
parameters:
  wallet: {type: text, required: false, example: bc1qeth6n6ryxexvkx34wnx3nuynun4474h3j0gkhw, meaning: "its address or id; without it, every wallet"}
columns:
  wallet: {type: id, of: Entity, meaning: the wallet}
  address: {type: text, meaning: its address}
  party: {type: id, of: Entity, meaning: canonical id of the party that is said to use it}
  name: {type: text, meaning: its name}
  origins: {type: integer, meaning: from how many independent origins the claims come}
  highest_modality: {type: text, meaning: the surest modality among them}
  programmes: {type: list, meaning: "programmes under which the party is listed: a listing is no finding"}
  evidence: {type: list, meaning: "document, locator and modality of each claim"}
*/
MATCH (wallet:Account {kind: 'wallet'})<-[claim:USES]-(member:Entity)
WHERE ($wallet IS NULL OR $wallet IN [wallet.id, wallet.name]) AND claim.stance = 'asserts'
OPTIONAL MATCH (document:Document {id: claim.document})
WITH wallet, member, claim, coalesce(document.origin, claim.document) AS origin
ORDER BY claim.document, claim.locator, claim.id
WITH wallet, member.canonical AS party, count(DISTINCT origin) AS origins, collect(DISTINCT claim.modality) AS modalities,
     collect({document: claim.document, locator: claim.locator, modality: claim.modality}) AS evidence
MATCH (entity:Entity {id: party})
OPTIONAL MATCH (record:Entity {canonical: party})-[listed:LISTED_IN]->(:Document)
WITH wallet, party, entity, origins, modalities, evidence, listed ORDER BY listed.programme
RETURN wallet.id AS wallet, wallet.name AS address, party, entity.name AS name, origins,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       collect(DISTINCT listed.programme) AS programmes, evidence
ORDER BY address, party
