/*
id: recruiter-to-compound
title: Who is said to recruit for a compound
question: Which accounts, persons or companies are said to recruit for this compound, by which sources, since when?
audience: [investigator]
sensitivity: open
since: 0.1.0
parameters:
  compound: {type: text, example: KK Park, meaning: "its id, name or any other name, in any script"}
columns:
  compound: {type: id, of: Place, meaning: "the compound: two may share a name"}
  recruiter: {type: id, of: Entity, meaning: "canonical id of the entity that is said to recruit: a role in a claim, never a kind of person"}
  name: {type: text, meaning: its name}
  origins: {type: integer, meaning: from how many independent origins the claims come}
  highest_modality: {type: text, meaning: the surest modality among them}
  first: {type: when, meaning: "the earliest date given; none where no source gives one"}
  denials: {type: integer, meaning: how many claims deny or retract it}
  evidence: {type: list, meaning: "document, locator, modality, stance and words of each claim"}
*/
MATCH (compound:Compound)
WHERE $compound IN [compound.id, compound.name] + coalesce(compound.names, [])
MATCH (member:Entity)-[claim:RECRUITED_FOR]->(compound)
OPTIONAL MATCH (document:Document {id: claim.document})
WITH compound, member, claim, coalesce(document.origin, claim.document) AS origin
// collect() keeps the order of its rows: sorted here, the same question gives the same bytes.
ORDER BY claim.document, claim.locator, claim.id
WITH compound, member.canonical AS recruiter,
     count(DISTINCT CASE WHEN claim.stance = 'asserts' THEN origin END) AS origins,
     collect(DISTINCT CASE WHEN claim.stance = 'asserts' THEN claim.modality END) AS modalities,
     min(claim.since) AS earliest, min(claim.since_latest) AS earliest_latest,
     count(CASE WHEN claim.stance <> 'asserts' THEN 1 END) AS denials,
     collect({document: claim.document, locator: claim.locator, modality: claim.modality, stance: claim.stance,
              quote: claim.quote}) AS evidence
MATCH (entity:Entity {id: recruiter})
RETURN compound.id AS compound, recruiter, entity.name AS name, origins,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       [toString(earliest), toString(earliest_latest)] AS first, denials, evidence
ORDER BY origins DESC, compound, recruiter
