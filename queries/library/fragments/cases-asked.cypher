// The cases registered in the year, of the form of exploitation and of the kind that are asked for.
MATCH (case:Case)
WHERE ($year IS NULL OR case.year = $year) AND ($form IS NULL OR $form IN case.exploitation)
  AND ($kind IS NULL OR case.kind = $kind)
