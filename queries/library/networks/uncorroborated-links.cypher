/*
id: uncorroborated-links
title: Links that rest on one origin
question: Which links between parties and compounds does only one origin assert, however many documents repeat it?
audience: [investigator, analyst]
sensitivity: open
since: 0.2.0
parameters:
  about: {type: name, of: Entity or Place, required: false, example: KK Park, meaning: "only links of this party or compound; without it, the links that reach a compound"}
columns:
  one: {type: id, of: Entity or Place, meaning: canonical id of one end}
  one_name: {type: text, meaning: its name}
  other: {type: id, of: Entity or Place, meaning: canonical id of the other end}
  other_name: {type: text, meaning: its name}
  kinds: {type: list, meaning: types of the claims}
  origin: {type: text, meaning: who alone says so}
  documents: {type: integer, meaning: "number of documents that say so: copies of one origin"}
  modality: {type: text, meaning: the surest modality}
  since: {type: when, meaning: earliest date given; none where no claim gives one}
  denials: {type: integer, meaning: how many claims deny or retract a link}
  evidence: {type: list, meaning: "the claims: from, to, document, locator, modality, stance, words and dates"}
*/
CALL () {
  MATCH (one:Entity)-[tie:TIE]-(other:Compound) WHERE $about IS NULL RETURN tie
  UNION
  MATCH (one:Compound)-[tie:TIE]->(other:Compound) WHERE $about IS NULL RETURN tie
  UNION
  UNWIND $about AS id MATCH (:Entity {id: id})-[tie:TIE]-(:Entity|Place) RETURN tie
  UNION
  UNWIND $about AS id MATCH (:Place {id: id})-[tie:TIE]-(:Entity|Place) RETURN tie
}
WITH tie, startNode(tie) AS one, endNode(tie) AS other WHERE size(tie.origins) = 1 AND size(tie.claims) > 0
WITH tie, one, other ORDER BY tie.denials DESC, one.id, other.id, tie.id LIMIT $first
// include claims-between
WITH * WHERE claim.stance <> 'asserts' OR claim.id IN tie.claims
// include claim
WITH one AS a, other AS b, tie, count(DISTINCT CASE WHEN supports THEN claim.document END) AS documents,
     collect(proof {.*, from: startNode(claim).id, to: endNode(claim).id}) AS evidence
RETURN a.id AS one, a.name AS one_name, b.id AS other, b.name AS other_name, tie.kinds AS kinds, tie.origins[0] AS origin,
       documents, tie.modality AS modality, [toString(tie.since), toString(tie.since_latest)] AS since,
       tie.denials AS denials, evidence
ORDER BY denials DESC, one, other, tie.id
