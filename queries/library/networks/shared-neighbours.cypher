/*
id: shared-neighbours
title: Who is tied to the same others
question: Which parties and compounds are tied to the same others as this one, to whom, and are the two tied directly?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  party: {type: name, of: Entity or Place, example: KK Park, meaning: "its id, name or any other name, in any script"}
columns:
  party: {type: id, of: Entity or Place, meaning: canonical id of the one asked for}
  other: {type: id, of: Entity or Place, meaning: canonical id of the other}
  class: {type: text, meaning: its class}
  name: {type: text, meaning: its name}
  shared: {type: integer, meaning: to how many others both are tied}
  between: {type: ids, of: Entity or Place, meaning: these others}
  names: {type: list, meaning: their names}
  origins: {type: list, meaning: "the origins on which the ties of both to them rest"}
  tied: {type: boolean, meaning: "whether the two are also tied directly; sharing others is no tie"}
*/
UNWIND $party AS id
MATCH (one:Entity|Place {id: id})-[mine:TIE]-(neighbour:Entity|Place)-[theirs:TIE]-(other:Entity|Place)
WHERE other <> one
WITH one, other, neighbour, mine, theirs ORDER BY neighbour.id, labels(neighbour)
WITH one, other, collect(neighbour) AS neighbours, collect(mine.origins + theirs.origins) AS said
RETURN one.id AS party, other.id AS other, [label IN labels(other) WHERE NOT label IN ['Entity', 'Place']][0] AS class,
       other.name AS name, size(neighbours) AS shared, [neighbour IN neighbours | neighbour.id] AS between,
       [neighbour IN neighbours | neighbour.name] AS names,
       COLLECT { UNWIND said AS these UNWIND these AS origin RETURN DISTINCT origin ORDER BY origin } AS origins,
       EXISTS { (one)-[:TIE]-(other) } AS tied
ORDER BY party, shared DESC, class, other
