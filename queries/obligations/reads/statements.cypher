// The facts of these statements that the rules ask for; of all that weigh where none are given.
MATCH (statement:Statement)
WHERE $statements IS NULL OR statement.id IN $statements
RETURN collect([
  statement.id, [label IN labels(statement) WHERE label <> 'Statement'][0], statement.modality, statement.conditional,
  statement.stance, statement.speaker, statement.origin, statement.role, statement.basis,
  toString(statement.conduct_since), toString(statement.conduct_since_latest), toString(statement.conduct_until),
  toString(statement.conduct_until_latest), toString(statement.reported_on), toString(statement.reported_on_latest),
  statement.own_word
]) AS rows
