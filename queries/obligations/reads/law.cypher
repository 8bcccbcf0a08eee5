// The provisions of these instruments in the order of their tree, each with its path; of all instruments where none is given.
MATCH (instrument:Instrument)
WHERE $instruments IS NULL OR instrument.id IN $instruments
MATCH path = (instrument)-[:CONTAINS*1..6]->(law:Provision)
RETURN collect([
  law.id, [one IN nodes(path) | one.id], law.title, law.summary, law.subject, law.strength, law.wording, law.bearer,
  law.bearer_wording, law.note, law.custom, law.listed
]) AS rows
