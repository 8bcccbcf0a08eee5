// What these States did about these instruments; all States or all instruments where none are given.
MATCH (state:State:Place)-[fact:PARTY_TO|NOT_PARTY_TO|SIGNED]->(instrument:Instrument)
WHERE ($states IS NULL OR state.id IN $states) AND ($instruments IS NULL OR instrument.id IN $instruments)
RETURN collect([
  state.id, instrument.id, type(fact), toString(fact.since), toString(fact.since_latest), toString(fact.until),
  toString(fact.until_latest), fact.action, toString(fact.on), toString(fact.on_latest), fact.open,
  toString(fact.open_since), toString(fact.open_since_latest), toString(fact.as_of), toString(fact.as_of_latest),
  fact.verified, fact.reservations_checked, fact.source, fact.note
]) AS rows
