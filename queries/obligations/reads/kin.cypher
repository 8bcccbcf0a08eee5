// Documents, and those that share their origin by one step: they derive from each other, or are sister letters.
MATCH (document:Document:Source)
WHERE document.id IN $documents
RETURN collect([
  document.id, document.publisher, document.origin,
  [(document)-[:DERIVES_FROM|SISTER_OF]-(kin:Document) | kin.id]
]) AS rows
