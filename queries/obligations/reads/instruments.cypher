// The instruments.
MATCH (instrument:Instrument)
RETURN collect([
  instrument.id, instrument.title, instrument.kind, toString(instrument.adopted), toString(instrument.adopted_latest),
  toString(instrument.in_force), toString(instrument.in_force_latest), instrument.open_to, instrument.state,
  instrument.note
]) AS rows
