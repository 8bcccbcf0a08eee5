/*
id: organisation-structure
title: Who leads, owns, controls and belongs to an organisation
question: Who is said to lead, own, control, act for or belong to this organisation and those around it, by how many independent sources?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  organisation: {type: name, of: Organisation, example: Prince Group, meaning: "its id, name or any other name, in any script"}
  depth: {type: integer, required: false, default: 2, least: 1, most: 4, example: 2, meaning: within so many steps}
columns:
  organisation: {type: id, of: Entity, meaning: canonical id of the organisation asked for}
  step: {type: integer, meaning: how many steps from it the link is}
  from: {type: id, of: Entity, meaning: "canonical id of who leads, owns, controls, acts for or belongs"}
  from_name: {type: text, meaning: its name}
  relation: {type: text, meaning: "MEMBER_OF, LEADS, OWNS, CONTROLS or ACTS_FOR"}
  to: {type: id, of: Entity, meaning: canonical id of the other}
  to_name: {type: text, meaning: its name}
  origins: {type: integer, meaning: from how many independent origins the claims come}
  highest_modality: {type: text, meaning: the surest modality among them}
  since: {type: when, meaning: earliest date given; none where no source gives one}
  ended: {type: boolean, meaning: "whether every claim that supports it gives an end"}
  denials: {type: integer, meaning: how many claims deny or retract it}
  from_programmes: {type: list, meaning: "programmes under which the first is listed: a listing is no finding"}
  evidence: {type: list, meaning: "document, locator, modality, stance, words and dates of each claim"}
*/
UNWIND $organisation AS organisation
CALL (organisation) {
  WITH organisation WHERE $depth <= 2
  MATCH path = (:Entity {id: organisation}) ((:Entity)-[tie:TIE]-(:Entity)
    WHERE any(kind IN tie.kinds WHERE kind IN ['MEMBER_OF', 'LEADS', 'OWNS', 'CONTROLS', 'ACTS_FOR'])){0,1} (near:Entity)
  RETURN near.id AS reached, length(path) AS away
  UNION
  WITH organisation WHERE $depth > 2
  MATCH path = (:Entity {id: organisation}) ((:Entity)-[tie:TIE]-(:Entity)
    WHERE any(kind IN tie.kinds WHERE kind IN ['MEMBER_OF', 'LEADS', 'OWNS', 'CONTROLS', 'ACTS_FOR'])){0,3} (near:Entity)
  RETURN near.id AS reached, length(path) AS away
}
WITH organisation, reached, min(away) AS away WHERE away < $depth
MATCH (:Entity {canonical: reached})-[claim:MEMBER_OF|LEADS|OWNS|CONTROLS|ACTS_FOR]-(:Entity)
WITH organisation, claim, min(away) + 1 AS step
// include claim
WITH organisation, startNode(claim).canonical AS party, type(claim) AS relation, endNode(claim).canonical AS whole,
     min(step) AS step, count(DISTINCT CASE WHEN supports THEN origin END) AS origins,
     collect(DISTINCT CASE WHEN supports THEN claim.modality END) AS modalities,
     min(CASE WHEN supports THEN claim.since END) AS earliest,
     min(CASE WHEN supports THEN claim.since_latest END) AS earliest_latest,
     count(CASE WHEN supports AND claim.until IS NULL THEN 1 END) AS open,
     count(CASE WHEN NOT supports THEN 1 END) AS denials, collect(proof) AS evidence
WITH * WHERE party <> whole
MATCH (a:Entity {id: party})
MATCH (b:Entity {id: whole})
// include listings
RETURN organisation, step, party AS from, a.name AS from_name, relation, whole AS to, b.name AS to_name, origins,
       [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
       [toString(earliest), toString(earliest_latest)] AS since, origins > 0 AND open = 0 AS ended, denials,
       programmes AS from_programmes, evidence
ORDER BY organisation, step, to, relation, origins DESC, from
