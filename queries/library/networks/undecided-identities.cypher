/*
id: undecided-identities
title: Records that may be one party or place
question: Which pairs of records may be one, why, and what speaks against it, so that a person can decide?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  about: {type: name, of: Entity or Place, required: false, example: Prince Group, meaning: "only pairs with this party or place; without it, every pair"}
columns:
  first: {type: id, of: Entity or Place, meaning: one record}
  first_name: {type: text, meaning: its name}
  first_names: {type: list, meaning: its other names}
  second: {type: id, of: Entity or Place, meaning: the other record}
  second_name: {type: text, meaning: its name}
  second_names: {type: list, meaning: its other names}
  kinds: {type: list, meaning: "what sort of record each is"}
  score: {type: number, meaning: "how alike a rule found them, from 0 to 1; none where a person proposed it"}
  proposed: {type: list, meaning: "by whom or which rule, when and why"}
  contradicted: {type: list, meaning: "decisions that records of the two groups are different: joining the pair would overrule them"}
  claims: {type: list, meaning: how many claims stand on each record}
*/
MATCH (a:Entity|Place)-[proposal:POSSIBLY_SAME_AS]-(b:Entity|Place)
WHERE a.id < b.id AND a.canonical <> b.canonical AND NOT EXISTS { (a)-[:SAME_AS|DIFFERENT_FROM]-(b) }
  AND ($about IS NULL OR a.canonical IN $about OR b.canonical IN $about)
WITH a, b, proposal ORDER BY proposal.score DESC, proposal.by, proposal.at, proposal.id
WITH a, b, max(proposal.score) AS score,
     collect({by: proposal.by, at: proposal.at, why: proposal.why, score: proposal.score}) AS proposed
RETURN a.id AS first, a.name AS first_name, coalesce(a.names, []) AS first_names,
       b.id AS second, b.name AS second_name, coalesce(b.names, []) AS second_names,
       [record IN [a, b] | [label IN ['Person', 'Organisation', 'Account', 'Platform', 'Vessel', 'Compound', 'Area', 'State']
                           WHERE label IN labels(record)][0]] AS kinds,
       score, proposed,
       COLLECT {
         MATCH (x:Entity|Place)-[decision:DIFFERENT_FROM]->(y:Entity|Place)
         WHERE (x.canonical = a.canonical AND y.canonical = b.canonical)
            OR (x.canonical = b.canonical AND y.canonical = a.canonical)
         RETURN {first: x.id, second: y.id, by: decision.by, at: decision.at, why: decision.why} AS decision
         ORDER BY x.id, y.id, decision.id
       } AS contradicted,
       [record IN [a, b] | COUNT {
         (record)-[claim:ACTS_FOR|AT|BY|CONTROLS|FAMILY_OF|FUNDS|GUARDS|LEADS|LINKED_TO|LISTED_IN|LOCATED_IN|MEMBER_OF|NATIONAL_OF|ON|OPERATES|OWNS|OWNS_LAND_OF|PART_OF|RECRUITED_FOR|SOLD_ON_TO|SUPPLIES|USES]-()
       }] AS claims
ORDER BY coalesce(score, 2) DESC, first, second
