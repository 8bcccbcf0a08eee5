/*
id: bound-on
title: By what a State was bound on a day
question: Was this State bound on that day by an instrument or a provision, on what basis, and with which reservations?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  state: {type: state, example: MYS, meaning: "the State, by ISO 3166 code or name"}
  "on": {type: date, example: "2025-03-10", meaning: the day for which it is asked}
  law: {type: text, of: Law, required: false, example: REFUGEE_1951, meaning: "an instrument or provision, with all that is in it; without it, every instrument"}
columns:
  provision: {type: id, of: Law, meaning: the instrument or provision}
  title: {type: text, meaning: its title}
  strength: {type: text, meaning: "how hard the duty is; blank where not known"}
  bound: {type: text, meaning: "throughout, no, uncertain or not checked; for what is no treaty: addressed, not addressed, committed, custom (rule), own law or not its law"}
  basis: {type: text, meaning: "treaty, or the rule of custom on the same subject; blank where neither"}
  status: {type: text, meaning: "party, signatory, denounced, not party, not open, not checked or uncertain; blank for what is no treaty"}
  since: {type: when, meaning: in force for the State since}
  until: {type: when, meaning: when a denunciation took effect}
  verified: {type: text, meaning: "whether the source was read: yes, partly, no"}
  as_of: {type: when, meaning: "for not party: the day for which the source says so"}
  reservations: {type: text, meaning: "checked or not checked; blank where no treaty is joined"}
  reserved: {type: list, meaning: "reservations on it, above it or below it in the tree, each with its effect"}
*/
MATCH (instrument:Instrument)-[:CONTAINS*0..6]->(law:Law)
WHERE CASE WHEN $law IS NULL THEN law = instrument
      ELSE law.id = $law OR EXISTS { (:Law {id: $law})-[:CONTAINS*1..6]->(law) } END
OPTIONAL MATCH (state:State {id: $state})
WITH state, instrument, law, date($on) AS day, $state AS asked
// include treaty-status
// include bound
RETURN law.id AS provision, law.title AS title, law.strength AS strength, bound, basis,
       CASE WHEN instrument.kind = 'treaty' THEN status END AS status,
       [toString(party.since), toString(party.since_latest)] AS since,
       [toString(party.until), toString(party.until_latest)] AS until,
       coalesce(party.verified, outside.verified) AS verified,
       [toString(outside.as_of), toString(outside.as_of_latest)] AS as_of,
       CASE WHEN instrument.kind = 'treaty' AND party IS NOT NULL
         THEN CASE WHEN party.reservations_checked THEN 'checked' ELSE 'not checked' END END AS reservations,
       [one IN reserved | {law: one[0], where: one[1], effect: one[2], text: one[3]}] AS reserved
ORDER BY provision
