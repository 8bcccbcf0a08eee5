/*
id: runs
title: Loads on which the answers rest
question: What was loaded, when, from which input, and was anything refused?
audience: [investigator, analyst, rapporteur]
sensitivity: open
since: 0.1.0
parameters: {}
columns:
  run: {type: id, of: Run, meaning: the load}
  source: {type: text, meaning: the source}
  scope: {type: text, meaning: what it speaks for}
  state: {type: text, meaning: "complete, running or superseded by a later load of the scope"}
  finished: {type: text, meaning: "when it ended, UTC"}
  nodes: {type: integer, meaning: nodes that it said}
  relationships: {type: integer, meaning: relationships that it said}
  removed: {type: integer, meaning: what it took back of an earlier load}
  rejects: {type: integer, meaning: records that were refused}
  digest: {type: text, meaning: SHA-256 of the input}
*/
MATCH (run:Run)
RETURN run.id AS run, run.source AS source, run.scope AS scope, run.state AS state, run.finished AS finished,
       run.nodes AS nodes, run.relationships AS relationships, run.removed AS removed, run.rejects AS rejects,
       run.digest AS digest
ORDER BY scope, finished, run
