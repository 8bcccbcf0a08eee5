// The provisions of these instruments in the order of their tree, each with its path; of the one that holds a provision, or
// is it; of all instruments where neither is given.
MATCH (instrument:Instrument)
WHERE ($instruments IS NULL OR instrument.id IN $instruments)
  AND ($law IS NULL OR EXISTS { (instrument)-[:CONTAINS*0..6]->(:Law {id: $law}) })
MATCH path = (instrument)-[:CONTAINS*1..6]->(law:Provision)
RETURN collect([
  law.id, [one IN nodes(path) | one.id], law.title, law.summary, law.subject, law.strength, law.wording, law.bearer,
  law.bearer_wording, law.note, law.custom, law.listed
]) AS rows
