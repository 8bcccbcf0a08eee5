// The cases registered in the year, and in the form of exploitation, that are asked for.
MATCH (case:Case)
WHERE ($year IS NULL OR case.year = $year) AND ($form IS NULL OR $form IN case.exploitation)
