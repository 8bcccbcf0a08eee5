// Which elements of the definition `case` shows. A rule that says which are recorded; whether somebody is a victim is not
// decided by it. Palermo 3(a): act, means and purpose; 3(b): consent is irrelevant where a means was used; 3(c): of a child
// no means is asked. 3(c) looks at the act: who was under 18 when it began, when exploited or, later still, when registered
// was a child; who was of age when exploited may not have been when recruited, and then counts as the child that they were.
WITH *, COLLECT { MATCH (case)-[:SHOWS]->(indicator:Indicator) RETURN DISTINCT indicator.kind } AS kinds,
     CASE WHEN 'child' IN [case.majority, case.majority_entry, case.majority_registered] OR case.age_band IN ['0-8', '9-17']
       THEN 'child' ELSE coalesce(case.majority, 'not known') END AS majority
WITH *, 'act' IN kinds AS act, 'means' IN kinds AS means, 'purpose' IN kinds AS purpose
WITH *, CASE WHEN act THEN [] ELSE ['act'] END
     + CASE WHEN means OR majority <> 'adult' THEN [] ELSE ['means'] END
     + CASE WHEN purpose THEN [] ELSE ['purpose'] END AS missing,
     CASE WHEN NOT means AND majority = 'not known' THEN ['means'] ELSE [] END AS uncertain,
     CASE WHEN majority = 'child' THEN 'no means is asked (3(c))' WHEN means THEN 'irrelevant (3(b))' ELSE 'not decided' END AS consent
