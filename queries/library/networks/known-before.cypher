/*
id: known-before
title: What was on record of a place before a State first acted
question: Which dated events, reports and statements name this place before the first recorded action of the State there?
audience: [investigator, rapporteur]
sensitivity: open
since: 0.2.0
parameters:
  compound: {type: name, of: Compound, required: false, example: KK Park, meaning: "its id, name or any other name, in any script; without it, every compound"}
  state: {type: state, of: State, required: false, example: MMR, meaning: "the State; without it, those in which it lies and those that acted there"}
columns:
  compound: {type: id, of: Place, meaning: canonical id of the compound}
  name: {type: text, meaning: its name}
  state: {type: id, of: Place, meaning: the State}
  action: {type: id, of: Event, meaning: "the first recorded action of the State there; none where no dated one is loaded: that is not to say that it did nothing"}
  action_kind: {type: text, meaning: what sort of action}
  acted: {type: when, meaning: when the first action was}
  undated_actions: {type: integer, meaning: "actions without a date: one of them may be the first"}
  record: {type: text, meaning: "id of the event, document or statement"}
  sort: {type: text, meaning: "event (dated by when it happened, not by when it was told), report or statement"}
  title: {type: text, meaning: its title; of a statement the summary}
  when: {type: when, meaning: its date}
  reported: {type: when, meaning: "earliest date of a document that tells of it; none where no document has one. That something was published does not say that the State knew"}
  before: {type: text, meaning: "yes, uncertain (the dates are not exact enough, or an action has none) or no action recorded"}
  days: {type: integer, meaning: "at least so many days before; none where that is not certain"}
  origins: {type: integer, meaning: from how many independent origins it comes}
  highest_modality: {type: text, meaning: the surest modality among them}
  denials: {type: integer, meaning: how many claims deny or retract it}
  evidence: {type: list, meaning: "the claims or words: document, locator, modality, stance"}
*/
MATCH (record:Place:Compound) WHERE $compound IS NULL OR record.canonical IN $compound
WITH DISTINCT record.canonical AS compound
CALL (compound) {
  MATCH (:Place {canonical: compound})-[:LOCATED_IN|PART_OF*1..4]->(state:State) RETURN state
  UNION
  MATCH (:Place {canonical: compound})<-[:PART_OF*0..2]-(:Place)<-[:AT]-(:Event)-[:BY]->(state:State) RETURN state
}
WITH compound, state WHERE $state IS NULL OR state.id = $state
CALL (compound, state) {
  MATCH (:Place {canonical: compound})<-[:PART_OF*0..2]-(:Place)<-[at:AT]-(event:Event)-[by:BY]->(state)
  WHERE at.stance = 'asserts' AND by.stance = 'asserts' AND event.kind IN
    ['raid', 'rescue', 'arrest', 'power cut', 'closure', 'demolition', 'deportation', 'border measure', 'official measure']
  WITH DISTINCT event ORDER BY event.when_latest, event.when, event.id
  RETURN collect(event) AS actions, min(event.when) AS acted, min(event.when_latest) AS acted_latest,
         count(CASE WHEN event.when IS NULL THEN 1 END) AS undated_actions
}
CALL (compound, actions) {
  MATCH (:Place {canonical: compound})<-[:PART_OF*0..2]-(:Place)<-[claim:AT]-(event:Event)
  WHERE event.when IS NOT NULL AND NOT event IN actions
  WITH DISTINCT claim, event
  // include claim
  RETURN event.id AS record, 'event' AS sort, event.title AS title, event.when AS day, event.when_latest AS day_latest,
         min(CASE WHEN supports THEN document.date END) AS reported,
         min(CASE WHEN supports THEN document.date_latest END) AS reported_latest,
         count(DISTINCT CASE WHEN supports THEN origin END) AS origins,
         collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS modalities,
         count(CASE WHEN NOT supports THEN 1 END) AS denials, collect(proof) AS evidence
  UNION ALL
  MATCH (:Place {canonical: compound})-[claim:FUNDS|GUARDS|LOCATED_IN|OPERATES|OWNS_LAND_OF|PART_OF|RECRUITED_FOR|SOLD_ON_TO|SUPPLIES]-(:Entity|Place)
  // include claim
  WITH * WHERE document.date IS NOT NULL
  RETURN document.id AS record, 'report' AS sort, document.title AS title, document.date AS day, document.date_latest AS day_latest,
         document.date AS reported, document.date_latest AS reported_latest,
         count(DISTINCT CASE WHEN supports THEN origin END) AS origins,
         collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS modalities,
         count(CASE WHEN NOT supports THEN 1 END) AS denials, collect(proof) AS evidence
  UNION ALL
  MATCH (:Place {canonical: compound})<-[about:ABOUT]-(statement:Statement) WHERE statement.reported_on IS NOT NULL
  WITH DISTINCT statement, about ORDER BY about.locator, about.id
  RETURN statement.id AS record, 'statement' AS sort, statement.summary AS title, statement.reported_on AS day,
         statement.reported_on_latest AS day_latest, statement.reported_on AS reported,
         statement.reported_on_latest AS reported_latest, count(DISTINCT statement.origin) AS origins,
         collect(DISTINCT statement.modality) AS modalities, 0 AS denials,
         collect({claim: 'ABOUT', document: statement.origin, locator: about.locator, modality: statement.modality,
                  stance: 'asserts', quote: statement.quote}) AS evidence
}
WITH * WHERE acted_latest IS NULL OR day < acted_latest
MATCH (place:Place {id: compound})
WITH *, actions[0] AS action,
     CASE WHEN acted IS NULL THEN 'no action recorded' WHEN day_latest < acted AND undated_actions = 0 THEN 'yes'
          ELSE 'uncertain' END AS before
RETURN compound, place.name AS name, state.id AS state, CASE WHEN acted IS NOT NULL THEN action.id END AS action,
       CASE WHEN acted IS NOT NULL THEN action.kind END AS action_kind,
       [toString(acted), toString(acted_latest)] AS acted, undated_actions, record, sort, title,
       [toString(day), toString(day_latest)] AS when, [toString(reported), toString(reported_latest)] AS reported, before,
       CASE WHEN before = 'yes' THEN duration.inDays(day_latest, acted).days END AS days, origins,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       denials, evidence
ORDER BY compound, state, when, sort, record
