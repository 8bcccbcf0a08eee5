// The groups of States that the law knows: to whom instruments are open.
MATCH (instrument:Instrument)
WHERE instrument.open_to IS NOT NULL
RETURN collect(DISTINCT [instrument.open_to]) AS rows
