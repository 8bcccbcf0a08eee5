/*
id: new-since
title: What a later load added or withdrew
question: What did a source say anew, or no longer say, in a load after its first?
audience: [investigator, analyst, rapporteur]
sensitivity: open
since: 0.2.0
parameters:
  source: {type: text, required: false, example: designations, meaning: "only this source; without it, every source"}
  since: {type: date, required: false, example: "2026-06-01", meaning: only loads that ended on or after this day (UTC)}
  run: {type: text, of: Run, required: false, example: designations@0123456789ab, meaning: only this load}
columns:
  run: {type: id, of: Run, meaning: the load}
  source: {type: text, meaning: the source}
  finished: {type: text, meaning: "when it ended, UTC"}
  change: {type: text, meaning: "added (nobody had said it before) or withdrawn (the source no longer says it: that does not make it false)"}
  what: {type: text, meaning: its label or relationship type}
  record: {type: text, meaning: its id}
  name: {type: text, meaning: "of a node: its name or title; none where it is gone"}
  start: {type: id, of: Entity or Place or Event, meaning: "of a claim: what stands at its start"}
  start_name: {type: text, meaning: its name; none where it is gone}
  end: {type: id, of: Entity or Place or Source, meaning: "of a claim: what stands at its end"}
  end_name: {type: text, meaning: its name; none where it is gone}
  document: {type: text, meaning: "of a claim: the document that said so"}
  modality: {type: text, meaning: "of a claim that was added: how sure its source is"}
  stance: {type: text, meaning: "of a claim that was added: whether it asserts, denies or retracts"}
  still_there: {type: boolean, meaning: "whether it is in the store now: after a withdrawal, because another source says it or rests on it"}
*/
MATCH (run:Run)
WHERE run.state <> 'running' AND ($run IS NULL OR run.id = $run) AND ($source IS NULL OR run.source = $source)
  AND ($since IS NULL OR run.finished >= $since)
  AND EXISTS {
    MATCH (other:Run {scope: run.scope})
    WHERE other.id <> run.id AND (run.state = 'complete' OR other.started < run.started)
  }
WITH collect(run.id) AS later
CALL (later) {
  MATCH (trace:Withdrawal) WHERE trace.run IN later
  RETURN trace.run AS run, 'withdrawn' AS change, trace.what AS what, trace.record AS record, null AS name,
         trace.one AS start, trace.other AS end, trace.document AS document, null AS modality, null AS stance,
         trace.kept AS still_there
  UNION ALL
  MATCH (node:Entity|Place|Event|Document|Statement|Question|Law|Indicator) WHERE node.first_run IN later
  RETURN node.first_run AS run, 'added' AS change,
         coalesce([label IN labels(node) WHERE NOT label IN ['Entity', 'Place', 'Source', 'Statement', 'Law']][0], labels(node)[0]) AS what,
         node.id AS record, coalesce(node.name, node.title) AS name, null AS start, null AS end, null AS document,
         null AS modality, null AS stance, true AS still_there
  UNION ALL
  // include added-claims
  RETURN claim.first_run AS run, 'added' AS change, type(claim) AS what, claim.id AS record, null AS name,
         start.id AS start, end.id AS end, claim.document AS document, claim.modality AS modality, claim.stance AS stance,
         true AS still_there
}
MATCH (load:Run {id: run})
RETURN run, load.source AS source, load.finished AS finished, change, what, record, name, start,
       COLLECT { MATCH (n:Entity|Place|Event) WHERE n.id = start RETURN coalesce(n.name, n.title) AS called ORDER BY called }[0]
         AS start_name,
       end,
       COLLECT { MATCH (n:Entity|Place|Source) WHERE n.id = end RETURN coalesce(n.name, n.title) AS called ORDER BY called }[0]
         AS end_name,
       document, modality, stance, still_there
ORDER BY finished, run, change, what, record
