/*
id: recruiters-by-compound
title: Parties that are said to recruit for the same compound
question: Which two parties are said to recruit for the same compounds, for which, and by which origins?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters: {}
columns:
  one: {type: id, of: Entity, meaning: "canonical id of the first; recruiting is a role in a claim, and people who are held are made to recruit"}
  one_name: {type: text, meaning: its name}
  other: {type: id, of: Entity, meaning: canonical id of the second}
  other_name: {type: text, meaning: its name}
  shared: {type: integer, meaning: "for how many compounds both are said to recruit: the weight of a two-mode projection"}
  compounds: {type: ids, of: Place, meaning: these compounds}
  names: {type: list, meaning: their names}
  origins: {type: list, meaning: "on which origins it rests"}
  modality: {type: text, meaning: the least sure of the ties}
*/
MATCH (one:Entity)-[first:TIE]-(compound:Compound)-[second:TIE]-(other:Entity)
WHERE one.id < other.id AND 'RECRUITED_FOR' IN first.kinds AND 'RECRUITED_FOR' IN second.kinds
WITH one, other, compound, first, second ORDER BY compound.id
WITH one, other, collect(compound) AS compounds, collect(first.origins + second.origins) AS said,
     collect(first.modality) + collect(second.modality) AS modalities
RETURN one.id AS one, one.name AS one_name, other.id AS other, other.name AS other_name, size(compounds) AS shared,
       [compound IN compounds | compound.id] AS compounds, [compound IN compounds | compound.name] AS names,
       COLLECT { UNWIND said AS these UNWIND these AS origin RETURN DISTINCT origin ORDER BY origin } AS origins,
       [least IN ['alleged', 'reported', 'corroborated', 'found'] WHERE least IN modalities][0] AS modality
ORDER BY shared DESC, one, other
