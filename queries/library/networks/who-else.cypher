/*
id: who-else
title: Who else uses the same account
question: Which other parties are said to use a handle, phone, address or wallet that this lead uses?
audience: [investigator]
sensitivity: open
since: 0.2.0
parameters:
  lead: {type: name, of: Entity, example: "@hr_star", meaning: "id, name, handle, phone number, e-mail address or wallet; an account asks for all who use it"}
columns:
  lead: {type: id, of: Entity, meaning: canonical id of the lead}
  account: {type: id, of: Entity, meaning: canonical id of the account that is shared}
  kind: {type: text, meaning: "handle, phone, email, wallet or advert"}
  address: {type: text, meaning: its name or address}
  other: {type: id, of: Entity, meaning: canonical id of the other party}
  name: {type: text, meaning: its name}
  lead_origins: {type: integer, meaning: "from how many independent origins it comes that the lead uses it; none where the lead is the account itself"}
  origins: {type: integer, meaning: from how many independent origins it comes that the other uses it}
  highest_modality: {type: text, meaning: the surest modality of the claims about the other}
  first: {type: when, meaning: earliest date given for the other; none where no source gives one}
  denials: {type: integer, meaning: "how many claims, about either, deny or retract the use"}
  programmes: {type: list, meaning: "programmes under which the other is listed: a listing is no finding"}
  evidence: {type: list, meaning: "claims about the other: document, locator, modality, stance, words and dates"}
  lead_evidence: {type: list, meaning: the same about the lead}
*/
UNWIND $lead AS lead
MATCH (record:Entity {canonical: lead})
CALL (record) {
  MATCH (record)-[:USES]->(account:Account) RETURN account
  UNION
  WITH record WHERE record:Account RETURN record AS account
}
WITH DISTINCT lead, account.canonical AS shared
MATCH (account:Entity {canonical: shared})<-[claim:USES]-(member:Entity) WHERE member.canonical <> lead
// include claim
WITH lead, shared, member.canonical AS party, count(DISTINCT CASE WHEN supports THEN origin END) AS origins,
     collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS modalities,
     min(CASE WHEN supports THEN claim.since END) AS earliest,
     min(CASE WHEN supports THEN claim.since_latest END) AS earliest_latest,
     count(CASE WHEN NOT supports THEN 1 END) AS against, collect(proof) AS evidence
CALL (lead, shared) {
  MATCH (:Entity {canonical: lead})-[claim:USES]->(:Entity {canonical: shared})
  // include claim
  RETURN count(DISTINCT CASE WHEN supports THEN origin END) AS lead_origins,
         count(CASE WHEN NOT supports THEN 1 END) AS lead_against, collect(proof) AS lead_evidence
}
MATCH (account:Account:Entity {id: shared})
MATCH (entity:Entity {id: party})
// include listings
RETURN lead, shared AS account, account.kind AS kind, account.name AS address, party AS other, entity.name AS name,
       CASE WHEN lead <> shared THEN lead_origins END AS lead_origins, origins,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       [toString(earliest), toString(earliest_latest)] AS first, against + lead_against AS denials, programmes,
       evidence, lead_evidence
ORDER BY lead, origins DESC, account, other
