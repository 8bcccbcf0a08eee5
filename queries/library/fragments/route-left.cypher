// Of the routes between one pair, what is left of them when an origin that alone carries a step is taken away: the best
// route on which every step has another origin. Null: none is left, and the pair is joined by that origin's word alone.
WITH *, head(ids) AS begin, last(ids) AS finish ORDER BY size(ids), weak['rung'] DESC, origins DESC, ids
WITH begin, finish, collect({lead: lead, route: route, ids: ids, hops: hops, weak: weak, origins: origins, denials: denials}) AS routes
CALL (routes) {
  UNWIND routes AS one
  UNWIND one['hops'] AS hop
  WITH DISTINCT routes, CASE WHEN size(hop['origins']) = 1 THEN hop['origins'][0] END AS sole
  WHERE sole IS NOT NULL
  WITH routes, sole ORDER BY sole
  RETURN collect({without: sole, left: head([one IN routes
    WHERE all(hop IN one['hops'] WHERE any(origin IN hop['origins'] WHERE origin <> sole)) | one['ids']])}) AS removals
}
UNWIND routes AS one
WITH begin, finish, routes, removals, one['lead'] AS lead, one['route'] AS route, one['ids'] AS ids, one['hops'] AS hops,
     one['weak'] AS weak, one['origins'] AS origins, one['denials'] AS denials
