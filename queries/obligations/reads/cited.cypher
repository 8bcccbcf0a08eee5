// These documents as a footnote names them.
MATCH (document:Document)
WHERE document.id IN $documents
RETURN collect([
  document.id, document.title, document.reference, document.publisher, toString(document.date),
  toString(document.date_latest), document.sha256, document.licence
]) AS rows
