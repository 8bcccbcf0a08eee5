// The States, and the organisations to which something is addressed or attributed, with their names.
CALL () {
  MATCH (state:State)
  RETURN state.id AS id, state.name AS name, state.names AS names, true AS state
  UNION
  MATCH (organisation:Organisation)<-[:ADDRESSED_TO|ATTRIBUTED_TO]-()
  RETURN DISTINCT organisation.id AS id, organisation.name AS name, organisation.names AS names, false AS state
}
RETURN collect([id, name, names, state]) AS rows
