/*
id: letter-addressees
title: Addressees of a letter and its sisters
question: To whom were this letter and the letters on the same subject sent?
audience: [rapporteur]
sensitivity: open
since: 0.1.0
parameters:
  letter: {type: letter, of: Document, example: AL_MYS_1_2025, meaning: "the letter, by id or reference"}
columns:
  name: {type: text, meaning: the addressee}
  kind: {type: text, meaning: "State or Organisation; an organisation has no treaty status"}
  sister: {type: boolean, meaning: whether it is a sister letter}
  state: {type: id, of: Place, meaning: "the addressee, where it is a State"}
  organisation: {type: id, of: Entity, meaning: "the addressee, where it is not"}
  document: {type: id, of: Source, meaning: the letter to it}
  locator: {type: text, meaning: where the letter says so}
*/
MATCH (asked:Document {id: $letter})
// include letter-and-sisters
RETURN addressee.name AS name, CASE WHEN addressee:State THEN 'State' ELSE 'Organisation' END AS kind,
       letter <> asked AS sister, CASE WHEN addressee:State THEN addressee.id END AS state,
       CASE WHEN addressee:Organisation THEN addressee.id END AS organisation, letter.id AS document,
       sent.locator AS locator
ORDER BY sister, name
