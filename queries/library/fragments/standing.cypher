// The standing of each `aspect` of `law` for `state`, from the readings that count. Documents share an origin where they
// derive from each other, are sisters, or name the same origin.
WITH *, CASE WHEN counts THEN coalesce(COLLECT {
  MATCH (:Document {id: statement.origin})-[:DERIVES_FROM|SISTER_OF*0..6]-(kin:Document)
  RETURN min(coalesce(kin.origin, kin.id))
}[0], statement.origin) END AS root
WITH *, statement.id AS ordered ORDER BY ordered
WITH state, law, aspect,
     collect(DISTINCT CASE WHEN counts AND reading:WEIGHS_FOR THEN statement.id END) AS weigh_for,
     collect(DISTINCT CASE WHEN counts AND reading:WEIGHS_AGAINST THEN statement.id END) AS weigh_against,
     collect(DISTINCT CASE WHEN reading:WEIGHS_FOR THEN root END) AS roots_for,
     collect(DISTINCT CASE WHEN reading:WEIGHS_AGAINST THEN root END) AS roots_against,
     collect(DISTINCT CASE WHEN counts THEN statement.modality END) AS modalities,
     collect(DISTINCT CASE WHEN own AND in_period AND reading:WEIGHS_FOR AND reading.state = state
       AND coalesce(statement.stance, 'asserts') = 'asserts' THEN statement.id END) AS own_claims,
     collect(DISTINCT CASE WHEN own AND in_period AND reading:WEIGHS_AGAINST AND reading.state = state
       AND coalesce(statement.stance, 'asserts') = 'asserts' THEN statement.id END) AS own_admissions
WITH *, CASE
       WHEN size(weigh_for) > 0 AND size(weigh_against) > 0 THEN 'contested'
       WHEN size(weigh_for) > 0 THEN 'supported'
       WHEN size(weigh_against) > 0 THEN 'challenged'
       ELSE 'silent'
     END AS standing,
     [surest IN ['found', 'corroborated', 'reported', 'alleged'] WHERE surest IN modalities][0] AS highest_modality,
     roots_for + [root IN roots_against WHERE NOT root IN roots_for] AS roots,
     CASE WHEN size(roots_for) = 1 THEN roots_for ELSE [] END
       + [root IN roots_against WHERE size(roots_against) = 1 AND NOT (size(roots_for) = 1 AND root IN roots_for)] AS breaking
WITH *, CASE WHEN standing <> 'silent' THEN size(breaking) = 0 END AS survives
