/*
id: compounds-by-party
title: Compounds that the same party is tied to
question: Which two compounds are tied to the same party, who is it, in which ways, and by which origins?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters: {}
columns:
  one: {type: id, of: Place, meaning: canonical id of the first compound}
  one_name: {type: text, meaning: its name}
  other: {type: id, of: Place, meaning: canonical id of the second}
  other_name: {type: text, meaning: its name}
  shared: {type: integer, meaning: "how many parties are tied to both: the weight of a two-mode projection"}
  parties: {type: ids, of: Entity, meaning: these parties}
  names: {type: list, meaning: their names}
  kinds: {type: list, meaning: "the types of the claims, such as OPERATES and LINKED_TO"}
  origins: {type: list, meaning: "on which origins it rests"}
  modality: {type: text, meaning: the least sure of the ties}
*/
MATCH (one:Compound:Place)-[first:TIE]-(party:Entity)-[second:TIE]-(other:Compound:Place)
WHERE one.id < other.id
WITH one, other, party, first, second ORDER BY party.id
WITH one, other, collect(party) AS parties, collect(first.origins + second.origins) AS said,
     collect(first.kinds + second.kinds) AS kinds, collect(first.modality) + collect(second.modality) AS modalities
RETURN one.id AS one, one.name AS one_name, other.id AS other, other.name AS other_name, size(parties) AS shared,
       [party IN parties | party.id] AS parties, [party IN parties | party.name] AS names,
       COLLECT { UNWIND kinds AS these UNWIND these AS kind RETURN DISTINCT kind ORDER BY kind } AS kinds,
       COLLECT { UNWIND said AS these UNWIND these AS origin RETURN DISTINCT origin ORDER BY origin } AS origins,
       [least IN ['alleged', 'reported', 'corroborated', 'found'] WHERE least IN modalities][0] AS modality
ORDER BY shared DESC, one, other
