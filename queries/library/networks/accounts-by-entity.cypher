/*
id: accounts-by-entity
title: Accounts that the same party is said to use
question: Which two accounts is the same party said to use, who is it, and by which origins?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  party: {type: name, of: Entity, required: false, example: Zhi CHEN, meaning: "only the accounts of this party: its id, name or any other name"}
columns:
  one: {type: id, of: Entity, meaning: canonical id of the first account}
  one_address: {type: text, meaning: its name or address}
  other: {type: id, of: Entity, meaning: canonical id of the second}
  other_address: {type: text, meaning: its name or address}
  shared: {type: integer, meaning: "how many parties are said to use both: the weight of a two-mode projection"}
  parties: {type: ids, of: Entity, meaning: these parties}
  names: {type: list, meaning: their names}
  origins: {type: list, meaning: "on which origins it rests"}
  modality: {type: text, meaning: the least sure of the ties}
*/
MATCH (one:Account:Entity)-[first:TIE]-(party:Entity)-[second:TIE]-(other:Account:Entity)
WHERE one.id < other.id AND 'USES' IN first.kinds AND 'USES' IN second.kinds AND ($party IS NULL OR party.id IN $party)
  // a tie has no direction: an account that two use is not a party that uses two
  AND EXISTS { (:Entity {canonical: party.id})-[use:USES]->(:Entity {canonical: one.id}) WHERE use.stance = 'asserts' }
  AND EXISTS { (:Entity {canonical: party.id})-[use:USES]->(:Entity {canonical: other.id}) WHERE use.stance = 'asserts' }
WITH one, other, party, first, second ORDER BY party.id
WITH one, other, collect(party) AS parties, collect(first.origins + second.origins) AS said,
     collect(first.modality) + collect(second.modality) AS modalities
RETURN one.id AS one, one.name AS one_address, other.id AS other, other.name AS other_address, size(parties) AS shared,
       [party IN parties | party.id] AS parties, [party IN parties | party.name] AS names,
       COLLECT { UNWIND said AS these UNWIND these AS origin RETURN DISTINCT origin ORDER BY origin } AS origins,
       [least IN ['alleged', 'reported', 'corroborated', 'found'] WHERE least IN modalities][0] AS modality
ORDER BY shared DESC, one, other
