// Whether `reading` of `statement` on `law` counts for the State it is read for, from $since (if given) to $on. These are
// the rules of queries/obligations; tests/queries/test_standing_agrees.py holds the two together on generated facts.
OPTIONAL MATCH (place:Place {id: reading.state})
OPTIONAL MATCH (body:Entity {id: reading.state})
OPTIONAL MATCH (first:Document {id: statement.origin})
WITH *, [name IN [reading.state, coalesce(place.name, body.name)] + coalesce(place.names, body.names, []) | toLower(name)] AS names
WITH *, reduce(all = [], name IN names | all + [office IN [
       '', 'the ', 'government of ', 'the government of ', 'government of the ', 'the government of the ',
       'permanent mission of ', 'the permanent mission of ', 'permanent mission of the ', 'the permanent mission of the ',
       'state of ', 'the state of ', 'state of the ', 'the state of the '
     ] | office + name]) AS called,
     COLLECT {
       MATCH (statement)-[attributed:ATTRIBUTED_TO]->(to) WHERE to.id = reading.state
       RETURN [attributed.basis, attributed.role] ORDER BY coalesce(attributed.role, '~') LIMIT 1
     }[0] AS put,
     COLLECT {
       MATCH (statement)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(document:Document) WHERE document.date IS NOT NULL
       RETURN [document.date, document.date_latest] ORDER BY document.date, document.date_latest LIMIT 1
     }[0] AS dated,
     COLLECT {
       MATCH (statement)-[:STATED_IN]->(:Passage)<-[:HAS_PASSAGE]-(:Document)-[:REPLIES_TO]->(:Document)-[:ADDRESSED_TO]->(to)
       RETURN DISTINCT to.id
     } AS answering
WITH *, coalesce(reading.basis, statement.basis, put[0]) AS basis, coalesce(reading.role, statement.role, put[1]) AS role,
     coalesce(statement:Measure AND reading:WEIGHS_FOR AND reading.aspect = 'law' AND statement.own_word IS NULL AND EXISTS {
       MATCH (act:Instrument {kind: 'national', state: reading.state})
       WHERE act.id = statement.origin OR toLower(trim(statement.speaker)) IN [toLower(act.id), toLower(trim(act.title))]
     }, false) AS text_of_law,
     coalesce(
       (statement:Answer AND (size(answering) = 0 OR reading.state IN answering))
       OR statement.own_word = reading.state OR toLower(trim(statement.speaker)) IN called OR coalesce(toLower(trim(first.publisher)) IN called, false), false
     ) AS spoken,
     coalesce(statement.reported_on, dated[0]) AS said, coalesce(statement.reported_on_latest, dated[1]) AS said_latest
WITH *, spoken AND NOT text_of_law AS own,
     coalesce(statement.conduct_since, statement.conduct_until, said) AS start,
     coalesce(statement.conduct_since_latest, statement.conduct_until_latest, said_latest) AS start_latest,
     coalesce(statement.conduct_until, said, statement.conduct_since) AS ending
WITH *, CASE WHEN ending < start THEN start ELSE ending END AS end
WITH *, coalesce(start_latest <= date($on) AND ($since IS NULL OR end >= date($since)), false) AS in_period
WITH *, coalesce(
  basis IS NULL OR basis <> 'general', false)
  AND reading.state IS NOT NULL AND in_period AND NOT own
  AND NOT coalesce(statement.conditional, false) AND coalesce(statement.stance, 'asserts') = 'asserts'
  AND coalesce(law.strength, '') <> 'none' AND coalesce(law.bearer, '') <> 'none'
  AND (basis IS NOT NULL OR any(subject IN split(coalesce(law.subject, ''), '/') WHERE subject IN [
    'protect', 'assist', 'identify', 'remedy', 'prevent', 'criminalise', 'investigate', 'confiscate', 'launder',
    'corruption', 'cooperate', 'coordinate', 'border', 'business', 'recruitment'
  ]))
  AND coalesce(law.bearer = 'every' OR law.bearer = role, law.bearer IS NULL)
  AND (reading:WEIGHS_FOR OR NOT coalesce(law.strength, '') IN ['consider', 'endeavour', 'may']
       OR (law.strength <> 'may' AND coalesce(reading.considered = false, false))) AS counts
