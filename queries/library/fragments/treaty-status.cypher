// The status of `state` under `instrument` on `day`. Not knowing is never no: without any edge it is not checked, and a
// day that falls inside an interval is uncertain. A party whose date nobody gives counts once the treaty is in force.
OPTIONAL MATCH (state)-[party:PARTY_TO]->(instrument)
OPTIONAL MATCH (state)-[outside:NOT_PARTY_TO]->(instrument)
OPTIONAL MATCH (state)-[signed:SIGNED]->(instrument)
WITH *, CASE
  WHEN party.until_latest <= day THEN 'denounced'
  WHEN party.until <= day THEN 'uncertain'
  WHEN party IS NOT NULL AND coalesce(party.since_latest, instrument.in_force) <= day THEN 'party'
  WHEN party.since <= day THEN 'uncertain'
  WHEN outside.open = false OR outside.open_since > day THEN 'not open'
  WHEN signed.on_latest <= day THEN 'signatory'
  WHEN party IS NOT NULL OR outside IS NOT NULL THEN 'not party'
  ELSE 'not checked'
END AS status
