/*
id: wallet-owners
title: Whose wallet it is said to be
question: Which parties are said to use this wallet, by which sources, and are they listed?
audience: [investigator]
sensitivity: open
since: 0.1.0
parameters:
  wallet: {type: name, of: Account, required: false, example: bc1qeth6n6ryxexvkx34wnx3nuynun4474h3j0gkhw, meaning: "its address or id; without it, every wallet"}
columns:
  wallet: {type: id, of: Entity, meaning: canonical id of the wallet}
  address: {type: text, meaning: its address}
  party: {type: id, of: Entity, meaning: canonical id of the party that is said to use it}
  name: {type: text, meaning: its name}
  origins: {type: integer, meaning: from how many independent origins the claims come}
  highest_modality: {type: text, meaning: the surest modality among them}
  programmes: {type: list, meaning: "programmes under which the party is listed: a listing is no finding"}
  denials: {type: integer, meaning: how many claims deny or retract it}
  evidence: {type: list, meaning: "claim, document, locator, modality, stance, words and dates of each"}
*/
MATCH (any:Entity:Account {kind: 'wallet'}) WHERE $wallet IS NULL OR any.canonical IN $wallet
WITH DISTINCT any.canonical AS wallet
MATCH (account:Entity {id: wallet})
WITH wallet, account ORDER BY account.name, wallet
WHERE EXISTS { (:Entity:Account {canonical: wallet, kind: 'wallet'})<-[:USES]-(:Entity) }
WITH wallet, account LIMIT $first
MATCH (record:Entity:Account {canonical: wallet, kind: 'wallet'})<-[claim:USES]-(member:Entity)
// include claim
WITH wallet, account, member.canonical AS party, count(DISTINCT CASE WHEN supports THEN origin END) AS origins,
     collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS modalities,
     count(CASE WHEN NOT supports THEN 1 END) AS denials, collect(proof) AS evidence
MATCH (entity:Entity {id: party})
// include listings
RETURN wallet, account.name AS address, party, entity.name AS name, origins,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       COLLECT { UNWIND programmes AS programme RETURN programme ORDER BY programme } AS programmes, denials, evidence
ORDER BY address, wallet, party
