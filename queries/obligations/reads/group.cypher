// The States to which what is open to this group only is open, on a day: its members, as the law knows them.
MATCH (state:State)-[fact:PARTY_TO|NOT_PARTY_TO]->(:Instrument {open_to: $group})
WHERE fact:PARTY_TO OR (fact.open AND (fact.open_since IS NULL OR fact.open_since <= date($on)))
RETURN collect(DISTINCT [state.id]) AS rows
