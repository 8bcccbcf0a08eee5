// The runs that brought what the store holds.
MATCH (run:Run {state: 'complete'})
RETURN collect([run.id]) AS rows
