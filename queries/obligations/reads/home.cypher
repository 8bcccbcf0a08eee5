// The instrument that holds this provision, or is it.
MATCH (instrument:Instrument)-[:CONTAINS*0..6]->(:Law {id: $law})
RETURN collect([instrument.id]) AS rows
