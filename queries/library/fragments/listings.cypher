// The listings of `party` by authority. One that ends, or that its authority took back, is shown and counts no more.
CALL (party) {
  OPTIONAL MATCH (:Entity {canonical: party})-[listing:LISTED_IN]->(list:Document)
  WITH listing, coalesce(list.publisher, list.origin, list.id) AS authority
  ORDER BY authority, listing.programme, listing.since, listing.document, listing.locator, listing.id
  WITH [one IN collect({listing: listing, authority: authority}) WHERE one['listing'] IS NOT NULL] AS every
  WITH every, [one IN every WHERE one['listing'].stance = 'retracts'] AS retractions
  WITH [one IN every | {
    authority: one['authority'], programme: one['listing'].programme, document: one['listing'].document,
    locator: one['listing'].locator, modality: one['listing'].modality,
    since: CASE WHEN one['listing'].since = one['listing'].since_latest THEN toString(one['listing'].since)
                ELSE toString(one['listing'].since) + '/' + toString(one['listing'].since_latest) END,
    until: CASE WHEN one['listing'].until = one['listing'].until_latest THEN toString(one['listing'].until)
                ELSE toString(one['listing'].until) + '/' + toString(one['listing'].until_latest) END,
    state: CASE
      WHEN one['listing'].stance = 'retracts' THEN 'withdrawal'
      WHEN one['listing'].stance = 'denies' THEN 'denial'
      WHEN one['listing'].until IS NOT NULL THEN 'ended'
      WHEN any(other IN retractions WHERE other['authority'] = one['authority']
               AND other['listing'].programme = one['listing'].programme
               AND coalesce(other['listing'].since >= one['listing'].since, true)) THEN 'withdrawn'
      ELSE 'listed' END}] AS listings
  RETURN listings,
         reduce(seen = [], one IN listings | CASE WHEN one['state'] = 'listed' AND NOT one['authority'] IN seen
                THEN seen + one['authority'] ELSE seen END) AS authorities,
         reduce(seen = [], one IN listings | CASE WHEN one['state'] = 'listed' AND NOT one['programme'] IN seen
                THEN seen + one['programme'] ELSE seen END) AS programmes
}
