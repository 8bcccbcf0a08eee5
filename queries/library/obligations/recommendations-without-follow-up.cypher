/*
id: recommendations-without-follow-up
title: Recommendations without follow-up
question: On which recommendations to a State does nobody but the State itself report a measure since, and what does the State say?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  "on": {type: date, example: "2025-06-01", meaning: the day for which it is asked; what was said later was not there yet}
  state: {type: state, required: false, example: MYS, meaning: "one State; without it, all"}
columns:
  state: {type: id, of: Place, meaning: the State to which it is made}
  recommendation: {type: id, of: Statement, meaning: the recommendation}
  document: {type: id, of: Source, meaning: where it is made}
  reference: {type: text, meaning: the symbol of that document}
  by: {type: text, meaning: who recommends}
  quote: {type: text, meaning: its words}
  made: {type: when, meaning: when it was made}
  days: {type: integer, meaning: days since then}
  upr_position: {type: text, meaning: "for the UPR: supported or noted by the State; none elsewhere or where not said"}
  provisions: {type: ids, of: Law, meaning: "what it engages; empty: nobody has read that, so that no follow-up can be found"}
  strengths: {type: list, meaning: "how hard each of them is, in the same order; blank where not known"}
  state_says: {type: text, meaning: "the State's own word, which decides nothing: claims a measure, admits, denies, silent (a reply to this document is loaded and says nothing of it), no reply loaded"}
*/
MATCH (recommendation:Conclusion {kind: 'recommendation'})-[about:ABOUT]->(state:State)
WHERE about.as = 'State concerned' AND ($state IS NULL OR state.id = $state)
MATCH (recommendation)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(document:Document)
WITH recommendation, state, document, date($on) AS day
WHERE recommendation.reported_on IS NULL OR recommendation.reported_on <= day
OPTIONAL MATCH (recommendation)-[:ENGAGES]->(law:Law)
WITH recommendation, state, document, day, law ORDER BY law.id
WITH recommendation, state, document, day, collect(law) AS laws
// A measure follows up where it weighs for the same provision, one above or one below it, for this State, and was said
// after the recommendation. A whole instrument is above everything in it, so it follows up only itself.
WITH *, COLLECT {
  MATCH (measure:Measure)-[weighs:WEIGHS_FOR]->(kept:Law)
  WHERE weighs.state = state.id AND measure.reported_on > recommendation.reported_on_latest
    AND measure.reported_on_latest <= day
    AND any(one IN laws WHERE one = kept OR EXISTS { (one:Provision)-[:CONTAINS*1..6]->(kept) }
                              OR EXISTS { (kept:Provision)-[:CONTAINS*1..6]->(one) })
  RETURN DISTINCT measure.own_word = state.id
} AS own
WITH * WHERE NOT any(its_own IN own WHERE coalesce(its_own, false) = false)
WITH *, COLLECT {
  MATCH (recommendation)<-[reaction:ACCEPTS|DISPUTES]-(answer:Answer)
  WHERE answer.own_word = state.id AND (answer.reported_on IS NULL OR answer.reported_on_latest <= day)
  RETURN DISTINCT CASE type(reaction) WHEN 'DISPUTES' THEN 'denies' ELSE 'admits' END AS said ORDER BY said
} AS said
RETURN state.id AS state, recommendation.id AS recommendation, document.id AS document, document.reference AS reference,
       recommendation.speaker AS by, recommendation.quote AS quote,
       [toString(recommendation.reported_on), toString(recommendation.reported_on_latest)] AS made,
       duration.inDays(recommendation.reported_on_latest, day).days AS days,
       recommendation.upr_position AS upr_position, [one IN laws | one.id] AS provisions,
       [one IN laws | one.strength] AS strengths,
       CASE WHEN size(own) > 0 THEN 'claims a measure' WHEN size(said) > 0 THEN said[0]
         WHEN EXISTS {
           MATCH (document)<-[:REPLIES_TO]-(reply:Document)-[:HAS_PASSAGE]->(:Passage)
           WHERE reply.date IS NULL OR reply.date_latest <= day
         } THEN 'silent' ELSE 'no reply loaded' END AS state_says
ORDER BY state, made, recommendation
