// How far `question` was answered on `day`. A reply of a later day was not there yet. That a State says nothing is not an
// answer of any kind, and before the day on which an answer is due it is not even silence. Overdue is what a reply that is
// loaded leaves open: without one nobody can say here whether the State answered.
WITH *, COLLECT {
  MATCH (question)<-[answers:ANSWERS]-(answer:Answer)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(reply:Document)
  WHERE reply.date IS NULL OR reply.date_latest <= day
  RETURN {reply: reply.id, answer: answer.id, coverage: answers.coverage, by: answers.by, why: answers.why}
  ORDER BY reply.id, answer.id
} AS given, EXISTS {
  MATCH (question)<-[:ASKS]-(:Document)<-[:REPLIES_TO]-(reply:Document)
  WHERE EXISTS { (reply)-[:HAS_PASSAGE]->(:Passage) } AND (reply.date IS NULL OR reply.date_latest <= day)
} AS replied
WITH *, CASE
  WHEN any(one IN given WHERE one.coverage = 'full') THEN 'fully'
  WHEN any(one IN given WHERE one.coverage = 'partial') THEN 'partly'
  ELSE 'not'
END AS answered
WITH *, CASE
  WHEN answered = 'fully' THEN 'answered'
  WHEN question.due IS NULL THEN 'no due date'
  WHEN question.due < day AND NOT replied THEN 'no reply loaded'
  WHEN question.due_latest < day THEN 'overdue'
  WHEN question.due < day THEN 'uncertain'
  ELSE 'not due yet'
END AS status, duration.inDays(question.due_latest, day).days AS days_since_due
