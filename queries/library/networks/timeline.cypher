/*
id: timeline
title: What happened when
question: Which events, listings and letters concern this place, or all places, and when, as exactly as the sources say?
audience: [investigator, analyst, rapporteur]
sensitivity: open
since: 0.2.0
parameters:
  place: {type: text, required: false, example: KK Park, meaning: "a compound, area or State by id, name or any other name, with what lies in it; without it, everything"}
  since: {type: date, required: false, example: 2020-01-01, meaning: "leaves out what is over before this day; what has no date stays"}
  until: {type: date, required: false, example: 2026-12-31, meaning: "leaves out what begins after this day; what has no date stays"}
columns:
  type: {type: text, meaning: "event, listing or letter"}
  id: {type: text, meaning: "id of the event or letter, or of the listing as a claim"}
  kind: {type: text, meaning: "kind of the event, programme of the listing, kind of the letter"}
  title: {type: text, meaning: "what happened, who is listed, the letter's title"}
  when: {type: when, meaning: "the interval in which it happened; none where no source says it"}
  places: {type: list, meaning: "id and name of each place that it concerns, and why: AT, or what ties the listed party to it"}
  parties: {type: list, meaning: "id, name and part of each party"}
  modality: {type: text, meaning: "the surest modality of the claims that put the event at its place; designated for a listing, which is no finding; none for a letter, which is a fact of its own"}
  denials: {type: integer, meaning: how many claims deny or retract that it happened there}
  evidence: {type: list, meaning: "document, locator, modality, stance and words of each claim"}
*/
CALL () {
  MATCH (named:Place)
  WHERE $place IN [named.id, named.name] + coalesce(named.names, [])
  MATCH (same:Place {canonical: named.canonical})
  MATCH (inside:Place)-[steps:LOCATED_IN|PART_OF*0..6]->(same)
  WHERE all(step IN steps WHERE step.stance = 'asserts')
  RETURN collect(DISTINCT inside) AS asked, collect(DISTINCT same) AS themselves
}
CALL (asked, themselves) {
  MATCH (event:Event)
  WHERE $place IS NULL OR EXISTS { MATCH (event)-[:AT]->(at:Place) WHERE at IN asked }
  CALL (event) {
    OPTIONAL MATCH (event)-[claim:AT]->(at:Place)
    WITH at, claim ORDER BY at.id, claim.document, claim.locator, claim.id
    RETURN collect(DISTINCT CASE WHEN at IS NULL THEN null ELSE {id: at.id, name: at.name, why: 'AT'} END) AS places,
           collect(CASE WHEN claim.stance = 'asserts' THEN claim.modality END) AS modalities,
           count(CASE WHEN claim.stance <> 'asserts' THEN 1 END) AS denials,
           collect(CASE WHEN claim IS NULL THEN null ELSE {document: claim.document, locator: claim.locator,
             modality: claim.modality, stance: claim.stance, quote: claim.quote} END) AS evidence
  }
  CALL (event) {
    OPTIONAL MATCH (event)-[claim:BY]->(party)
    WITH party, claim ORDER BY party.id, claim.document, claim.locator, claim.id
    RETURN collect(DISTINCT CASE WHEN party IS NULL THEN null ELSE
             {id: party.id, name: party.name, part: claim.as, modality: claim.modality, stance: claim.stance} END) AS parties,
           collect(CASE WHEN claim IS NULL THEN null ELSE {document: claim.document, locator: claim.locator,
             modality: claim.modality, stance: claim.stance, quote: claim.quote} END) AS more
  }
  RETURN 'event' AS type, event.id AS id, event.kind AS kind, event.title AS title,
         event.when AS earliest, event.when_latest AS latest, places, parties,
         [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS modality,
         denials, evidence + more AS evidence
UNION
  MATCH (party:Entity)-[listed:LISTED_IN]->(:Document)
  CALL (party) {
    OPTIONAL MATCH (record:Entity {canonical: party.canonical})
      -[tie:OPERATES|GUARDS|OWNS_LAND_OF|FUNDS|SUPPLIES|RECRUITED_FOR]->(at:Compound)
    WHERE tie.stance = 'asserts'
    WITH at, tie ORDER BY at.id, type(tie), tie.document, tie.locator, tie.id
    RETURN collect(DISTINCT at) AS tied,
           collect(DISTINCT CASE WHEN at IS NULL THEN null ELSE
             {id: at.id, name: at.name, why: type(tie) + ', ' + tie.modality} END) AS places
  }
  WITH asked, party, listed, tied, places
  WHERE $place IS NULL OR any(at IN tied WHERE at IN asked)
  RETURN 'listing' AS type, listed.id AS id, listed.programme AS kind, party.name AS title,
         listed.since AS earliest, listed.since_latest AS latest, places,
         [{id: party.id, name: party.name, part: 'listed', modality: listed.modality, stance: listed.stance}] AS parties,
         CASE WHEN listed.stance = 'asserts' THEN listed.modality END AS modality,
         CASE WHEN listed.stance = 'asserts' THEN 0 ELSE 1 END AS denials,
         [{document: listed.document, locator: listed.locator, modality: listed.modality, stance: listed.stance,
           quote: listed.quote}] AS evidence
UNION
  MATCH (letter:Document)
  WHERE EXISTS { MATCH (letter)-[:ADDRESSED_TO|REPLIES_TO]->() }
  CALL (letter) {
    OPTIONAL MATCH (letter)-[:ADDRESSED_TO]->(addressee)
    WITH addressee ORDER BY addressee.id
    RETURN collect(DISTINCT addressee) AS addressees, collect(DISTINCT CASE WHEN addressee IS NULL THEN null ELSE
             {id: addressee.id, name: addressee.name, part: 'addressee', modality: null, stance: null} END) AS parties
  }
  CALL (letter) {
    OPTIONAL MATCH (letter)-[:HAS_PASSAGE]->(:Passage)<-[:STATED_IN]-(:Statement)-[:ABOUT]->(about:Place)
    WITH about ORDER BY about.id
    RETURN collect(DISTINCT about) AS spoken_of, collect(DISTINCT CASE WHEN about IS NULL THEN null ELSE
             {id: about.id, name: about.name, why: 'ABOUT'} END) AS places
  }
  WITH asked, themselves, letter, addressees, parties, spoken_of, places
  WHERE $place IS NULL OR any(at IN spoken_of WHERE at IN asked) OR any(one IN addressees WHERE one IN themselves)
  RETURN 'letter' AS type, letter.id AS id, letter.kind AS kind, letter.title AS title,
         letter.date AS earliest, letter.date_latest AS latest, places, parties, null AS modality, 0 AS denials,
         [{document: letter.id, locator: 'whole', modality: null, stance: null, quote: null}] AS evidence
}
WITH type, id, kind, title, earliest, latest, places, parties, modality, denials, evidence
WHERE (earliest IS NULL OR latest IS NULL)
   OR (($since IS NULL OR latest >= date($since)) AND ($until IS NULL OR earliest <= date($until)))
RETURN type, id, kind, title, [toString(earliest), toString(latest)] AS when, places, parties, modality, denials, evidence
ORDER BY earliest IS NULL, earliest, latest, type, title, kind, id
