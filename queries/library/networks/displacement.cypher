/*
id: displacement
title: Who appears elsewhere after a raid, listing or power cut
question: Which operators, lessors, handles or wallets of a compound first appear at another one within so many days of a raid, listing or power cut?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  compound: {type: name, of: Compound, required: false, example: KK Park, meaning: "where it happened: id, name or any other name, in any script; without it, every compound"}
  days: {type: integer, required: false, default: 180, least: 0, example: 180, meaning: within so many days after it}
columns:
  compound: {type: id, of: Place, meaning: canonical id of the compound where it happened}
  compound_name: {type: text, meaning: its name}
  trigger: {type: text, meaning: "id of the event, or of the document that lists a party of the compound"}
  trigger_kind: {type: text, meaning: "raid, power cut or listing"}
  trigger_when: {type: when, meaning: when it happened}
  party: {type: id, of: Entity, meaning: "canonical id of the party or account that appears elsewhere"}
  name: {type: text, meaning: its name}
  through: {type: id, of: Entity, meaning: "of an account: who used it at the first compound; none where it stands there itself"}
  moved_to: {type: id, of: Place, meaning: canonical id of the other compound}
  moved_to_name: {type: text, meaning: its name}
  through_there: {type: id, of: Entity, meaning: "of an account: who uses it at the other compound"}
  roles: {type: list, meaning: "as what it appears there: types of the claims"}
  first: {type: when, meaning: earliest date given for it there}
  within: {type: text, meaning: "yes, or uncertain where the two dates are not exact enough; that one follows the other does not say why"}
  undated: {type: integer, meaning: "number of claims that put it there without a date: it may have been there before"}
  origins: {type: integer, meaning: from how many independent origins it comes that it is there}
  highest_modality: {type: text, meaning: the surest modality among them}
  denials: {type: integer, meaning: "how many claims deny or retract it, at either compound"}
  before: {type: list, meaning: claims that put it at the first compound}
  evidence: {type: list, meaning: claims that put it at the other}
*/
MATCH (any:Place:Compound) WHERE $compound IS NULL OR any.canonical IN $compound
WITH DISTINCT any.canonical AS compound ORDER BY compound
// One compound after the other, so that neither memory nor time grows with those that nobody reads.
CALL (compound) {
  MATCH (record:Place:Compound {canonical: compound})
  CALL (record) {
    MATCH (record)<-[:PART_OF*0..2]-(place:Place)<-[at:AT]-(event:Event)
    WHERE event.kind IN ['raid', 'listing', 'power cut'] AND event.when IS NOT NULL AND at.stance = 'asserts'
    RETURN event.id AS trigger, event.kind AS kind, event.when AS day, event.when_latest AS day_latest
    UNION
    MATCH (record)<-[role:OPERATES|GUARDS|OWNS_LAND_OF|RECRUITED_FOR|FUNDS|SUPPLIES]-(member:Entity) WHERE role.stance = 'asserts'
    WITH DISTINCT member.canonical AS party
    MATCH (:Entity {canonical: party})-[listing:LISTED_IN]->(list:Document)
    WHERE listing.stance = 'asserts' AND listing.since IS NOT NULL
    RETURN list.id AS trigger, 'listing' AS kind, listing.since AS day, listing.since_latest AS day_latest
  }
  WITH DISTINCT trigger, kind, day, day_latest
  RETURN collect({id: trigger, kind: kind, day: day, latest: day_latest}) AS triggers
}
WITH compound, triggers WHERE size(triggers) > 0
CALL (compound, triggers) {
  CALL (compound) {
    MATCH (:Place {canonical: compound})<-[claim:OPERATES|GUARDS|OWNS_LAND_OF|RECRUITED_FOR|FUNDS|SUPPLIES]-(member:Entity)
    RETURN claim, member.canonical AS party, null AS through
    UNION
    MATCH (:Place {canonical: compound})<-[claim:OPERATES|GUARDS|OWNS_LAND_OF|RECRUITED_FOR|FUNDS|SUPPLIES]-(member:Entity)-[use:USES]->(account:Account)
    WHERE use.stance = 'asserts'
    RETURN claim, account.canonical AS party, member.canonical AS through
  }
  // include claim
  WITH compound, triggers, party, through, collect(proof) AS before,
       CASE WHEN count(CASE WHEN supports AND claim.since IS NULL THEN 1 END) = 0 THEN min(CASE WHEN supports THEN claim.since END) END AS arrived,
       count(CASE WHEN supports THEN 1 END) AS support, count(CASE WHEN NOT supports THEN 1 END) AS against
  WHERE support > 0
  CALL (compound, party, through) {
    MATCH (:Entity {canonical: party})-[claim:OPERATES|GUARDS|OWNS_LAND_OF|RECRUITED_FOR|FUNDS|SUPPLIES]->(record:Compound)
    WHERE record.canonical <> compound
    RETURN claim, record.canonical AS elsewhere, null AS through_there
    UNION
    MATCH (:Entity {canonical: party})<-[use:USES]-(user:Entity)-[claim:OPERATES|GUARDS|OWNS_LAND_OF|RECRUITED_FOR|FUNDS|SUPPLIES]->(record:Compound)
    WHERE record.canonical <> compound AND use.stance = 'asserts' AND coalesce(user.canonical <> through, true)
    RETURN claim, record.canonical AS elsewhere, user.canonical AS through_there
  }
  // include claim
  WITH compound, triggers, party, through, before, arrived, against, elsewhere, through_there,
       min(CASE WHEN supports THEN claim.since END) AS first, min(CASE WHEN supports THEN claim.since_latest END) AS first_latest,
       count(CASE WHEN supports AND claim.since IS NULL THEN 1 END) AS undated,
       count(DISTINCT CASE WHEN supports THEN origin END) AS origins,
       collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS modalities,
       collect(DISTINCT CASE WHEN supports THEN type(claim) END) AS roles,
       count(CASE WHEN NOT supports THEN 1 END) AS denied, collect(proof) AS evidence
  UNWIND triggers AS trigger
  WITH *, trigger['day'] AS day, trigger['latest'] AS day_latest, duration({days: $days}) AS span
  WHERE first_latest >= day AND first <= day_latest + span AND NOT coalesce(arrived > day_latest, false)
  MATCH (place:Place {id: compound})
  MATCH (other:Place {id: elsewhere})
  MATCH (entity:Entity {id: party})
  RETURN place.name AS compound_name, trigger['id'] AS trigger_id, trigger['kind'] AS trigger_kind,
         [toString(day), toString(day_latest)] AS trigger_when, party AS moved, entity.name AS name, through AS user,
         elsewhere AS moved_to, other.name AS moved_to_name, through_there AS user_there,
         COLLECT { UNWIND roles AS role RETURN role ORDER BY role } AS roles,
         [toString(first), toString(first_latest)] AS seen,
         CASE WHEN first >= day_latest AND first_latest <= day + span THEN 'yes' ELSE 'uncertain' END AS within,
         undated, origins,
         [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
         against + denied AS denials, before, evidence
}
RETURN compound, compound_name, trigger_id AS trigger, trigger_kind, trigger_when, moved AS party, name, user AS through,
       moved_to, moved_to_name, user_there AS through_there, roles, seen AS first, within, undated, origins, highest_modality,
       denials, before, evidence
ORDER BY compound, trigger_when, trigger, trigger_kind, within DESC, first, party, moved_to, through, through_there LIMIT $first
