/*
id: treaty-status
title: Treaties of a State on a day
question: Under which treaties was this State bound on that day, since when, and who checked?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  state: {type: state, example: MYS, meaning: "the State, by ISO 3166 code or name"}
  "on": {type: date, example: "2025-03-10", meaning: the day for which it is asked}
columns:
  instrument: {type: id, of: Law, meaning: the treaty}
  title: {type: text, meaning: its title}
  state: {type: id, of: Place, meaning: "the State; none where nothing is loaded of it"}
  status: {type: text, meaning: "party, signatory, denounced, not party, not open, not checked, or uncertain where the day falls inside what is not known exactly"}
  action: {type: text, meaning: "the depositary action: ratification, accession, acceptance, succession"}
  deposited: {type: when, meaning: when the instrument was deposited}
  since: {type: when, meaning: in force for the State since; none where not known}
  until: {type: when, meaning: when a denunciation took effect}
  signed: {type: when, meaning: when the State signed}
  verified: {type: text, meaning: "whether the source was read: yes, partly, no"}
  reservations_checked: {type: boolean, meaning: whether anybody looked for reservations}
  as_of: {type: when, meaning: "for not party: the day for which the source says so"}
  source: {type: text, meaning: where it was read}
  note: {type: text, meaning: what a reader must know of it}
*/
MATCH (instrument:Instrument {kind: 'treaty'})
OPTIONAL MATCH (state:State {id: $state})
WITH state, instrument, date($on) AS day
// include treaty-status
RETURN instrument.id AS instrument, instrument.title AS title, state.id AS state, status, party.action AS action,
       [toString(party.deposited), toString(party.deposited_latest)] AS deposited,
       [toString(party.since), toString(party.since_latest)] AS since,
       [toString(party.until), toString(party.until_latest)] AS until,
       [toString(signed.on), toString(signed.on_latest)] AS signed,
       coalesce(party.verified, outside.verified) AS verified,
       party.reservations_checked AS reservations_checked,
       [toString(outside.as_of), toString(outside.as_of_latest)] AS as_of,
       coalesce(party.source, outside.source) AS source, coalesce(party.note, outside.note) AS note
ORDER BY instrument
