// The runs that brought what the store holds.
MATCH (run:Run {state: 'complete'}) WHERE run.source <> 'analysis'
RETURN collect([run.id]) AS rows
