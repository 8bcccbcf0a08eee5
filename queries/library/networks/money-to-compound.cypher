/*
id: money-to-compound
title: Money and ownership that reach a compound
question: Which wallets, payers and owners reach this compound through payments, supplies and ownership, step by step, by which sources?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  compound: {type: name, of: Compound, required: false, example: Jin Bei, meaning: "its id, name or any other name, in any script"}
  lead: {type: name, of: Entity, required: false, example: bc1qeth6n6ryxexvkx34wnx3nuynun4474h3j0gkhw, meaning: "a wallet, person or company: only routes from it"}
  hops: {type: integer, required: false, default: 3, least: 1, most: 6, example: 3, meaning: at most so many steps}
  since: {type: date, required: false, example: "2023-01-01", meaning: "leave out claims that ended before this day"}
  until: {type: date, required: false, example: "2025-12-31", meaning: "leave out claims that began after this day"}
  without: {type: text, required: false, example: OFAC-SDN, meaning: "answer as if this origin had said nothing"}
one_of: [compound, lead]
columns:
  compound: {type: id, of: Place, meaning: canonical id of the compound}
  compound_name: {type: text, meaning: its name}
  source: {type: id, of: Entity, meaning: "canonical id of the wallet, payer, supplier or owner at which the route starts"}
  name: {type: text, meaning: its name}
  kind: {type: text, meaning: "wallet, or Person, Organisation, Vessel, Account"}
  hops: {type: integer, meaning: number of steps}
  route: {type: ids, of: Entity or Place, meaning: canonical ids along it}
  names: {type: list, meaning: the names along it}
  kinds: {type: list, meaning: types of the claims of each step}
  origins: {type: integer, meaning: independent origins of the step that has fewest}
  highest_modality: {type: text, meaning: the surest modality of the weakest step}
  denials: {type: integer, meaning: how many claims deny or retract a step}
  programmes: {type: list, meaning: "programmes under which the start is listed: a listing is no finding"}
  in_period: {type: text, meaning: "yes, or uncertain where a step is not dated or not exactly enough; none where no period is asked"}
  weakest: {type: map, meaning: "the least sure step, of these the one with fewest origins: its ends, modality, document, locator and words"}
  removals: {type: list, meaning: "for each origin that alone carries a step: the route that is left without it (none: no other joins the two)"}
  evidence: {type: list, meaning: "of each step every claim: from, to, document, locator, modality, stance, words and dates"}
*/
// Money is not said to flow along the whole of a route: each step is its own claim. A route starts at a wallet, or at
// whoever pays, supplies, owns or controls the next; a step counts only where it points towards the compound.
WITH ['FUNDS', 'SUPPLIES', 'OWNS', 'CONTROLS', 'USES', 'OPERATES', 'OWNS_LAND_OF', 'LEADS', 'PART_OF'] AS kinds
MATCH (place:Place:Compound) WHERE place.id = place.canonical AND ($compound IS NULL OR place.id IN $compound)
CALL (place) {
  WITH place WHERE $hops <= 3
  MATCH path = (place) ((:Compound)-[:TIE]-(:Compound)){0,1} (:Compound)-[:TIE]-(:Entity)
    ((near:Entity)-[tie:TIE]-(next:Entity) WHERE coalesce(next.kind = 'wallet', true)
      AND any(kind IN tie.kinds WHERE kind IN ['FUNDS', 'SUPPLIES', 'OWNS', 'CONTROLS', 'USES', 'LEADS'])
      AND (next.kind = 'wallet' OR EXISTS {
        MATCH (:Entity {canonical: next.id})-[:OWNS|CONTROLS|LEADS|FUNDS|SUPPLIES]->(:Entity {canonical: near.id}) })){0,2}
  RETURN path
  UNION
  WITH place WHERE $hops > 3
  MATCH path = (place) ((:Compound)-[:TIE]-(:Compound)){0,1} (:Compound)-[:TIE]-(:Entity)
    ((near:Entity)-[tie:TIE]-(next:Entity) WHERE coalesce(next.kind = 'wallet', true)
      AND any(kind IN tie.kinds WHERE kind IN ['FUNDS', 'SUPPLIES', 'OWNS', 'CONTROLS', 'USES', 'LEADS'])
      AND (next.kind = 'wallet' OR EXISTS {
        MATCH (:Entity {canonical: next.id})-[:OWNS|CONTROLS|LEADS|FUNDS|SUPPLIES]->(:Entity {canonical: near.id}) })){0,5}
  RETURN path
}
WITH kinds, path, reverse(nodes(path)) AS route, relationships(path)[-1].kinds AS beginning
WHERE length(path) <= $hops AND ($lead IS NULL OR head(route).id IN $lead)
  AND any(kind IN beginning WHERE kind IN CASE
        WHEN head(route).kind = 'wallet' OR $lead IS NOT NULL THEN kinds
        ELSE ['FUNDS', 'SUPPLIES', 'OWNS', 'CONTROLS', 'OWNS_LAND_OF'] END)
  AND all(node IN route WHERE single(other IN route WHERE other = node))
  AND (head(route).kind IS NULL OR head(route).kind = 'wallet' OR $lead IS NOT NULL)
WITH kinds, route, head(route).id AS lead
// include open-route
WITH * WHERE origins > 0
// include route-left
WITH *, begin AS party
// include listings
WITH *, head(route) AS payer
RETURN finish AS compound, last(route).name AS compound_name, party AS source, payer.name AS name,
       coalesce(payer.kind, [label IN labels(payer) WHERE label <> 'Entity'][0]) AS kind, size(hops) AS hops, ids AS route,
       [node IN route | node.name] AS names, [hop IN hops | hop['kinds']] AS kinds, origins,
       weak['modality'] AS highest_modality, denials, programmes,
       CASE WHEN $since IS NULL AND $until IS NULL THEN null
            WHEN all(hop IN hops WHERE hop['certain']) THEN 'yes' ELSE 'uncertain' END AS in_period,
       {from: weak['from'], to: weak['to'], origins: size(weak['origins']), modality: weak['modality'],
        document: weak['best']['document'], locator: weak['best']['locator'], quote: weak['best']['quote']} AS weakest,
       [removal IN removals
        WHERE any(hop IN hops WHERE size(hop['origins']) = 1 AND hop['origins'][0] = removal['without'])] AS removals,
       reduce(every = [], hop IN hops | every + hop['claims']) AS evidence
ORDER BY compound, hops, origins DESC, source, route
