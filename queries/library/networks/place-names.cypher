/*
id: place-names
title: Names of places
question: By which names do sources know each place?
audience: [investigator, analyst, rapporteur]
sensitivity: open
since: 0.2.0
parameters: {}
columns:
  place: {type: id, of: Place, meaning: the place}
  class: {type: text, meaning: "Compound, Area or State"}
  name: {type: text, meaning: its name}
  names: {type: list, meaning: "its other names, in every script"}
*/
MATCH (place:Place)
RETURN place.id AS place, [label IN labels(place) WHERE label <> 'Place'][0] AS class, place.name AS name,
       coalesce(place.names, []) AS names
ORDER BY class, name, place
