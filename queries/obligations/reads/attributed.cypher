// To whom statements are attributed whose own basis or role is not said.
MATCH (statement:Statement)-[attributed:ATTRIBUTED_TO]->(to)
WHERE (statement.basis IS NULL OR statement.role IS NULL) AND ($statements IS NULL OR statement.id IN $statements)
RETURN collect([statement.id, to.id, attributed.role, attributed.basis]) AS rows
