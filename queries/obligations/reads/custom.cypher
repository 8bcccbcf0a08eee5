// Rules that bind as custom, wherever they stand: a State may be bound by custom where no treaty binds it.
MATCH (law:Provision {custom: true})
MATCH path = (:Instrument)-[:CONTAINS*1..6]->(law)
RETURN collect([law.id, [one IN nodes(path) | one.id], law.title, law.summary, law.subject]) AS rows
