/*
id: recruiter-to-compound
title: Who is said to recruit for a compound, and what joins a lead to one
question: Which accounts, persons or companies are said to recruit for this compound, or by which steps does this lead come to one, by which sources, since when?
audience: [investigator]
sensitivity: open
since: 0.1.0
parameters:
  compound: {type: name, of: Compound, required: false, example: KK Park, meaning: "its id, name or any other name, in any script; alone, it asks for all who are said to recruit for it"}
  lead: {type: name, of: Entity, required: false, example: "@hr_star", meaning: "id, name, handle, phone, e-mail or wallet; it asks for every route to a compound, or to the one given"}
  hops: {type: integer, required: false, default: 4, least: 1, most: 6, example: 4, meaning: at most so many steps from the lead}
  since: {type: date, required: false, example: "2023-01-01", meaning: "leave out claims that ended before this day"}
  until: {type: date, required: false, example: "2025-12-31", meaning: "leave out claims that began after this day"}
  without: {type: text, required: false, example: OFAC-SDN, meaning: "answer as if this origin had said nothing"}
one_of: [compound, lead]
columns:
  compound: {type: id, of: Place, meaning: "canonical id of the compound: two may share a name"}
  recruiter: {type: id, of: Entity, meaning: "canonical id of the entity on the route that is said to recruit: a role in a claim, never a kind of person; none where nobody on it is said to"}
  name: {type: text, meaning: its name}
  origins: {type: integer, meaning: "from how many independent origins the claims come; on a route, those of the step that has fewest"}
  highest_modality: {type: text, meaning: "the surest modality among them; on a route, that of its weakest step"}
  first: {type: when, meaning: "the earliest date given for the step that reaches the compound; none where no source gives one"}
  denials: {type: integer, meaning: how many claims deny or retract a step}
  evidence: {type: list, meaning: "of each step every claim: from, to, document, locator, modality, stance, words and dates"}
  lead: {type: id, of: Entity, meaning: canonical id from which the route starts}
  hops: {type: integer, meaning: number of steps}
  route: {type: ids, of: Entity or Place, meaning: canonical ids along it}
  names: {type: list, meaning: the names along it}
  steps: {type: list, meaning: "of each step: from, to, types of claim, origins, modality and denials"}
  weakest: {type: map, meaning: "the least sure step, of these the one with fewest origins: its ends, modality, document, locator and words"}
  in_period: {type: text, meaning: "yes, or uncertain where a step is not dated or not exactly enough; none where no period is asked"}
  removals: {type: list, meaning: "for each origin that alone carries a step: the route that is left without it (none: no other joins the two)"}
*/
// A route goes through parties and ends at the first compound that it reaches, or at one that this is part of, or to
// which people are said to be sold on. Without a lead it is one claim long, and shows also what is only denied.
CALL () {
  MATCH (member:Entity)-[:RECRUITED_FOR]->(record:Place:Compound) WHERE $lead IS NULL AND record.canonical IN $compound
  MATCH (recruiter:Entity {id: member.canonical})
  MATCH (place:Place {id: record.canonical})
  RETURN DISTINCT [recruiter, place] AS route, ['RECRUITED_FOR'] AS kinds
  UNION
  UNWIND $lead AS lead
  WITH lead WHERE $hops <= 3
  MATCH path = (:Entity {id: lead}) (()-[:TIE]-(:Entity)){0,2} ()-[:TIE]-(:Compound) (()-[:TIE]-(:Compound)){0,1}
  RETURN nodes(path) AS route, null AS kinds
  UNION
  UNWIND $lead AS lead
  WITH lead WHERE $hops = 4
  MATCH path = (:Entity {id: lead}) (()-[:TIE]-(:Entity)){0,3} ()-[:TIE]-(:Compound) (()-[:TIE]-(:Compound)){0,1}
  RETURN nodes(path) AS route, null AS kinds
  UNION
  UNWIND $lead AS lead
  WITH lead WHERE $hops > 4
  MATCH path = (:Entity {id: lead}) (()-[:TIE]-(:Entity)){0,5} ()-[:TIE]-(:Compound) (()-[:TIE]-(:Compound)){0,1}
  RETURN nodes(path) AS route, null AS kinds
}
WITH route, kinds, head(route).id AS lead
WHERE size(route) <= $hops + 1 AND ($compound IS NULL OR last(route).id IN $compound)
  AND all(node IN route WHERE single(other IN route WHERE other = node))
// include open-route
WITH * WHERE $lead IS NULL OR origins > 0
// include route-left
WITH *, CASE WHEN $lead IS NULL THEN lead ELSE [hop IN hops WHERE hop['recruiter'] IS NOT NULL | hop['recruiter']][0] END AS party
OPTIONAL MATCH (recruiter:Entity {id: party})
RETURN finish AS compound, party AS recruiter, recruiter.name AS name, origins, weak['modality'] AS highest_modality,
       last(hops)['since'] AS first, denials, reduce(every = [], hop IN hops | every + hop['claims']) AS evidence,
       lead, size(hops) AS hops, ids AS route, [node IN route | node.name] AS names,
       [hop IN hops | {from: hop['from'], to: hop['to'], kinds: hop['kinds'], origins: hop['origins'],
                       modality: hop['modality'], denials: hop['denials'], since: hop['since']}] AS steps,
       {from: weak['from'], to: weak['to'], origins: size(weak['origins']), modality: weak['modality'],
        document: weak['best']['document'], locator: weak['best']['locator'], quote: weak['best']['quote']} AS weakest,
       CASE WHEN $since IS NULL AND $until IS NULL THEN null
            WHEN all(hop IN hops WHERE hop['certain']) THEN 'yes' ELSE 'uncertain' END AS in_period,
       [removal IN removals
        WHERE any(hop IN hops WHERE size(hop['origins']) = 1 AND hop['origins'][0] = removal['without'])] AS removals
ORDER BY hops, origins DESC, compound, recruiter, route
