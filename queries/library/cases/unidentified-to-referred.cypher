/*
id: unidentified-to-referred
title: From recorded to identified to referred
question: "Of the people in the cases, how many were identified as victims, by whom, and how many were referred?"
audience: [rapporteur, analyst]
sensitivity: aggregate
since: 0.3.0
parameters:
  year: {type: integer, required: false, example: 2024, meaning: only cases registered in this year}
  form: {type: text, required: false, example: ForcedCriminality, meaning: "only with this form of exploitation, by its code"}
  kind: {type: text, required: false, example: statistic, meaning: "only single cases (record) or only published counts (statistic); without it both are added up, and the same people may be in both"}
columns:
  status: {type: text, group: true, meaning: "as an organisation decided it; not known where none did"}
  decided_by: {type: text, group: true, meaning: what kind of organisation decided it; none where not known}
  people: {type: people, meaning: how many people}
  referred: {type: people, meaning: how many of them a record says were referred to another organisation}
  share: {type: share, part: referred, whole: people, meaning: "the share of these; no recorded referral is not no referral"}
order: [-people]
*/
// include cases-asked
WITH case WHERE case.kind = 'record'
RETURN coalesce(case.status, 'not known') AS status, case.decided_by AS decided_by, sum(case.people) AS people,
       sum(CASE WHEN case.referred IS NOT NULL OR case.outgoing_referral IS NOT NULL THEN case.people ELSE 0 END) AS referred,
       null AS share
ORDER BY status, decided_by
