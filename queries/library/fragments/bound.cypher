// Whether `state` was bound by `law` of `instrument` on `day`, after treaty-status: one day, so never partly. The rules
// are queries/obligations/bound.py; over the days of a conduct see palermo standing.
WITH *, COLLECT {
  MATCH (law)-[:CONTAINS*0..6]->(part:Law) WHERE law.subject IS NULL OR part = law
  MATCH (rule:Provision {custom: true}) WHERE rule.subject = part.subject
  WITH rule.id AS id, part.id AS part ORDER BY id, part
  WITH id, collect(DISTINCT part) AS covered ORDER BY id LIMIT 1
  RETURN [id, reduce(text = '', part IN covered | text + CASE text WHEN '' THEN '' ELSE ', ' END + part)] AS found
}[0] AS rule,
COLLECT {
  MATCH (state)-[reserves:RESERVES]->(reserved:Law)
  WHERE (reserved = law OR EXISTS { (reserved)-[:CONTAINS*1..6]->(law) } OR EXISTS { (law)-[:CONTAINS*1..6]->(reserved) })
    AND NOT coalesce(reserves.until_latest <= day, false) AND NOT coalesce(reserves.since > day, false)
  RETURN [
    reserved.id,
    CASE WHEN reserved = law THEN 'itself' WHEN EXISTS { (law)-[:CONTAINS*1..6]->(reserved) } THEN 'below' ELSE 'above' END,
    reserves.effect, reserves.text,
    coalesce(reserves.since_latest <= day, true) AND coalesce(reserves.until > day, true)
  ] AS found ORDER BY reserved.id, reserves.effect, reserves.text
} AS reserved,
CASE WHEN instrument.in_force > party.since THEN instrument.in_force ELSE coalesce(party.since, instrument.in_force) END AS begins,
CASE WHEN instrument.in_force_latest > party.since_latest THEN instrument.in_force_latest ELSE party.since_latest END AS begun
WITH *, [one IN reserved WHERE one[1] <> 'below' AND one[2] = 'excludes'] AS excluded
WITH *, CASE
  WHEN law.custom AND instrument.kind <> 'treaty' THEN 'custom (' + law.id + ')'
  WHEN instrument.kind = 'national' THEN CASE WHEN instrument.state = asked THEN 'own law' ELSE 'not its law' END
  WHEN instrument.kind = 'custom' THEN 'custom (' + instrument.id + ')'
  WHEN instrument.kind <> 'treaty' AND party IS NOT NULL AND coalesce(party.since_latest <= day, true) THEN 'committed'
  WHEN instrument.kind <> 'treaty' THEN
    CASE WHEN size(instrument.open_to) = 3 AND instrument.open_to <> 'ILO' AND instrument.open_to <> asked THEN 'not addressed' ELSE 'addressed' END
  WHEN party IS NULL AND outside IS NULL THEN 'not checked'
  WHEN party IS NULL OR day < begins OR party.until_latest <= day OR any(one IN excluded WHERE one[4]) THEN 'no'
  WHEN begun <= day AND NOT coalesce(party.until <= day, false) AND size(excluded) = 0 THEN 'throughout'
  ELSE 'uncertain'
END AS bound
WITH *, CASE
  WHEN bound = 'throughout' THEN 'treaty'
  WHEN bound STARTS WITH 'custom' AND law.custom THEN bound
  WHEN rule IS NOT NULL THEN 'custom (' + rule[0] + ')' + CASE WHEN law.subject IS NULL THEN ' for ' + rule[1] + ' only' ELSE '' END
END AS basis
