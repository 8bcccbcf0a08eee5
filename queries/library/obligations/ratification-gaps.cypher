/*
id: ratification-gaps
title: Treaties that the facts engage and that do not bind the State
question: Which treaties do the facts put to this State touch that did not bind it on this day, and is that verified, or did nobody check?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  state: {type: state, example: MYS, meaning: "the State, by ISO 3166 code or name"}
  "on": {type: date, example: "2025-03-10", meaning: the day for which it is asked}
columns:
  instrument: {type: id, of: Law, meaning: the treaty}
  title: {type: text, meaning: its title}
  finding: {type: text, meaning: "gap (a source that was read says so), not verified, not checked (nobody looked: no gap), not open (it cannot join), uncertain"}
  status: {type: text, meaning: "signatory, denounced, not party, not open, not checked or uncertain"}
  verified: {type: text, meaning: "whether the source was read: yes, partly, no"}
  as_of: {type: when, meaning: the day for which the source says so}
  source: {type: text, meaning: where it was read}
  provisions: {type: ids, of: Law, meaning: what the facts touch}
  strengths: {type: list, meaning: "how hard each of them is, in the same order; blank where not known"}
  statements: {type: ids, of: Statement, meaning: "the facts: named or put to the State, directly or by an indicator that they show"}
  custom: {type: text, meaning: "a rule of custom on the same subject, which binds without the treaty"}
*/
MATCH (instrument:Instrument {kind: 'treaty'})-[:CONTAINS*0..6]->(law:Law)
CALL (law) {
  MATCH (law)<-[touch:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST]-(statement:Statement)
  WHERE coalesce(touch.basis, statement.basis, '') <> 'general'
    AND (touch.state = $state OR EXISTS { (statement)-[:ATTRIBUTED_TO]->(:State {id: $state}) })
  RETURN statement
  UNION
  MATCH (law)<-[:ENGAGES]-(:Indicator)<-[:SHOWS]-(statement:Statement)-[:ATTRIBUTED_TO]->(:State {id: $state})
  WHERE coalesce(statement.basis, '') <> 'general'
  RETURN statement
}
WITH instrument, law, statement
WHERE NOT coalesce(statement.conditional, false) AND coalesce(statement.stance, 'asserts') = 'asserts'
  AND coalesce(statement.reported_on <= date($on), true)
WITH instrument, law, statement ORDER BY law.id, statement.id
WITH instrument, collect(DISTINCT law) AS laws, collect(DISTINCT statement.id) AS found
MATCH (state:State {id: $state})
WITH *, date($on) AS day
// include treaty-status
WITH * WHERE status <> 'party'
UNWIND found AS one
WITH instrument, laws, status, outside, party, one ORDER BY one
WITH instrument, laws, status, outside, party, collect(one) AS statements
RETURN instrument.id AS instrument, instrument.title AS title,
       CASE
         WHEN status IN ['not checked', 'not open', 'uncertain'] THEN status
         WHEN coalesce(outside.verified, party.verified) = 'yes' THEN 'gap'
         ELSE 'not verified'
       END AS finding,
       status, coalesce(outside.verified, party.verified) AS verified,
       [toString(outside.as_of), toString(outside.as_of_latest)] AS as_of, coalesce(outside.source, party.source) AS source,
       [law IN laws | law.id] AS provisions, [law IN laws | law.strength] AS strengths, statements,
       COLLECT {
         MATCH (rule:Provision {custom: true}) WHERE any(law IN laws WHERE law.subject = rule.subject)
         RETURN rule.id ORDER BY rule.id LIMIT 1
       }[0] AS custom
ORDER BY instrument
