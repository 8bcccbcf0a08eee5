/*
id: fragile-links
title: What a connection between a lead and a compound rests on
question: Which origin, if its claims fell away, would break the connection between this lead and a compound, and how firm are these claims?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  lead: {type: name, of: Entity, example: "@hr_star", meaning: "id, name, handle, phone, e-mail or wallet"}
  compound: {type: name, of: Compound, required: false, example: KK Park, meaning: "its id, name or any other name, in any script; without it, every compound that is reached"}
  hops: {type: integer, required: false, default: 4, least: 1, most: 6, example: 4, meaning: at most so many steps}
  since: {type: date, required: false, example: "2023-01-01", meaning: "leave out claims that ended before this day"}
  until: {type: date, required: false, example: "2025-12-31", meaning: "leave out claims that began after this day"}
  without: {type: text, required: false, example: OFAC-SDN, meaning: "answer as if this origin had gone already"}
columns:
  lead: {type: id, of: Entity, meaning: canonical id of the lead}
  compound: {type: id, of: Place, meaning: canonical id of the compound}
  compound_name: {type: text, meaning: its name}
  origin: {type: text, meaning: "the origin that alone carries a step of some route"}
  from: {type: id, of: Entity or Place, meaning: where that step starts}
  from_name: {type: text, meaning: its name}
  to: {type: id, of: Entity or Place, meaning: where it ends}
  to_name: {type: text, meaning: its name}
  routes: {type: integer, meaning: number of routes between the two}
  routes_left: {type: integer, meaning: "number of them that are left without the origin; 0: the connection is broken"}
  left: {type: list, meaning: "the best of these, as ids; none where none is left"}
  highest_modality: {type: text, meaning: the surest modality of the step}
  denials: {type: integer, meaning: how many claims deny or retract the step}
  delistings: {type: list, meaning: "listings of its ends that ended or were withdrawn"}
  last_confirmed: {type: when, meaning: "the latest day for which a claim of the step says so, or else on which its document appeared; none where neither is given"}
  claims: {type: list, meaning: "the claims of the step: document, locator, modality, stance, words and dates"}
*/
UNWIND $lead AS lead
CALL (lead) {
  WITH lead WHERE $hops <= 4
  MATCH path = (:Entity {id: lead}) (()-[:TIE]-(:Entity)){0,3} ()-[:TIE]-(:Compound) (()-[:TIE]-(:Compound)){0,1}
  RETURN nodes(path) AS route
  UNION
  WITH lead WHERE $hops > 4
  MATCH path = (:Entity {id: lead}) (()-[:TIE]-(:Entity)){0,5} ()-[:TIE]-(:Compound) (()-[:TIE]-(:Compound)){0,1}
  RETURN nodes(path) AS route
}
WITH lead, route, null AS kinds
WHERE size(route) <= $hops + 1 AND ($compound IS NULL OR last(route).id IN $compound)
  AND all(node IN route WHERE single(other IN route WHERE other = node))
// include open-route
WITH * WHERE origins > 0
WITH *, last(ids) AS finish ORDER BY size(ids), weak['rung'] DESC, origins DESC, ids
WITH lead, finish, collect({ids: ids, hops: hops}) AS every
UNWIND every AS route
UNWIND route['hops'] AS hop
WITH DISTINCT lead, finish, every, hop WHERE size(hop['origins']) = 1
WITH *, hop['origins'][0] AS origin,
     CASE WHEN hop['from'] < hop['to'] THEN [hop['from'], hop['to']] ELSE [hop['to'], hop['from']] END AS ends
WITH lead, finish, every, origin, ends, collect(hop)[0] AS hop
WITH *, [route IN every WHERE all(other IN route['hops'] WHERE other['origins'] <> [origin]) | route['ids']] AS left
CALL (ends) {
  UNWIND ends AS party
  // include listings
  UNWIND listings AS listing
  WITH party, listing WHERE listing['state'] IN ['ended', 'withdrawn', 'withdrawal']
  WITH party, listing ORDER BY party, listing['document'], listing['locator'], listing['programme'], listing['state']
  RETURN collect(listing {.*, party: party}) AS delistings
}
CALL (hop) {
  UNWIND hop['claims'] AS proof
  WITH proof WHERE proof['stance'] = 'asserts'
  OPTIONAL MATCH (document:Source {id: proof['document']})
  WITH coalesce(date(proof['as_of']), document.date) AS begun, coalesce(date(proof['as_of_latest']), document.date_latest) AS ended
  RETURN max(begun) AS confirmed, max(ended) AS confirmed_latest
}
OPTIONAL MATCH (a:Entity {id: ends[0]})
OPTIONAL MATCH (b:Entity {id: ends[1]})
OPTIONAL MATCH (x:Place {id: ends[0]})
OPTIONAL MATCH (y:Place {id: ends[1]})
MATCH (place:Place {id: finish})
RETURN lead, finish AS compound, place.name AS compound_name, origin, ends[0] AS from, coalesce(a.name, x.name) AS from_name,
       ends[1] AS to, coalesce(b.name, y.name) AS to_name, size(every) AS routes, size(left) AS routes_left, left[0] AS left,
       hop['modality'] AS highest_modality, hop['denials'] AS denials, delistings,
       [toString(confirmed), toString(confirmed_latest)] AS last_confirmed, hop['claims'] AS claims
ORDER BY lead, compound, routes_left, origin, from, to
