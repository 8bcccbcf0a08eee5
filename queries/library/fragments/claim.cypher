// Who first said it (copies share one origin), and the claim as evidence. A denial is kept and is no support.
OPTIONAL MATCH (document:Source {id: claim.document})
WITH *, coalesce(document.origin, claim.document) AS origin, claim.stance = 'asserts' AS supports,
     {claim: type(claim), document: claim.document, locator: claim.locator, modality: claim.modality,
      stance: claim.stance, quote: claim.quote, as_of: toString(claim.as_of), as_of_latest: toString(claim.as_of_latest),
      since: CASE WHEN claim.since = claim.since_latest THEN toString(claim.since)
                  ELSE toString(claim.since) + '/' + toString(claim.since_latest) END,
      until: CASE WHEN claim.until = claim.until_latest THEN toString(claim.until)
                  ELSE toString(claim.until) + '/' + toString(claim.until_latest) END} AS proof
ORDER BY claim.document, claim.locator, claim.id
