// Open each `route`, a list of canonical nodes that ties join, into its claims. Where `kinds` is not null, only into those
// of these types that point along the route (an account to whoever uses it). A claim counts where it asserts, may hold in
// the period asked, and does not come from the origin that is left out.
UNWIND range(0, size(route) - 2) AS step
WITH lead, route, kinds, step, route[step] AS one, route[step + 1] AS other
// include claims-between
WITH * WHERE kinds IS NULL OR (type(claim) IN kinds AND (startNode(claim).canonical = one.id) = (type(claim) <> 'USES'))
// include claim
WITH *, supports AND NOT coalesce(origin = $without, false) AND NOT coalesce(claim.until_latest < date($since), false)
          AND NOT coalesce(claim.since > date($until), false) AS counts,
     coalesce(claim.since_latest <= date($until), $until IS NULL)
       AND ($since IS NULL OR coalesce(claim.since >= date($since), false) OR coalesce(claim.until >= date($since), false)) AS certain
WITH lead, route, step, one, other, collect(DISTINCT CASE WHEN counts THEN origin END) AS said,
     collect(DISTINCT CASE WHEN counts THEN claim.modality END) AS modalities,
     collect(DISTINCT CASE WHEN counts THEN type(claim) END) AS types,
     collect(DISTINCT CASE WHEN counts AND claim:RECRUITED_FOR THEN startNode(claim).canonical END)[0] AS recruiting,
     count(CASE WHEN counts AND certain THEN 1 END) > 0 AS sure_of_time,
     count(CASE WHEN NOT supports THEN 1 END) AS against,
     min(CASE WHEN counts THEN claim.since END) AS earliest, min(CASE WHEN counts THEN claim.since_latest END) AS earliest_latest,
     collect(CASE WHEN counts THEN proof END) AS counted,
     collect(proof {.*, from: startNode(claim).id, to: endNode(claim).id}) AS proofs
WITH *, [rung IN [3, 2, 1, 0] WHERE ['alleged', 'reported', 'corroborated', 'found'][rung] IN modalities][0] AS rung
ORDER BY step
WITH lead, route,
     collect({from: one.id, to: other.id, kinds: types, origins: said, rung: coalesce(rung, -1),
              modality: ['alleged', 'reported', 'corroborated', 'found'][rung],
              denials: against, certain: sure_of_time, since: [toString(earliest), toString(earliest_latest)],
              recruiter: recruiting, claims: proofs,
              best: [one IN counted WHERE one['modality'] = ['alleged', 'reported', 'corroborated', 'found'][rung]][0]}) AS hops
// A step that only cases carry has no claim to open; palermo path shows it, with how many people carry it.
WITH * WHERE size(hops) = size(route) - 1
WITH *, reduce(low = hops[0], hop IN hops | CASE
       WHEN hop['rung'] < low['rung'] OR (hop['rung'] = low['rung'] AND size(hop['origins']) < size(low['origins'])) THEN hop
       ELSE low END) AS weak,
     reduce(least = size(hops[0]['origins']), hop IN hops |
       CASE WHEN size(hop['origins']) < least THEN size(hop['origins']) ELSE least END) AS origins,
     reduce(every = 0, hop IN hops | every + hop['denials']) AS denials,
     [node IN route | node.id] AS ids
