// The loads that brought statements, provisions, questions and documents, with what is read, known of or said on them.
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Statement {id: id}) RETURN n.runs AS runs
  UNION MATCH (:Statement {id: id})-[r:ENGAGES|WEIGHS_FOR|WEIGHS_AGAINST|ATTRIBUTED_TO|STATED_IN|ANSWERS|DISPUTES|ACCEPTS]->() RETURN r.runs AS runs
  UNION MATCH (n:Law {id: id}) RETURN n.runs AS runs
  UNION MATCH (:State {id: $state})-[r:PARTY_TO|NOT_PARTY_TO|SIGNED]->(:Instrument)-[:CONTAINS*0..6]->(:Law {id: id}) RETURN r.runs AS runs
  UNION MATCH (n:Question {id: id}) RETURN n.runs AS runs
  UNION MATCH (n:Source {id: id}) RETURN n.runs AS runs
}
UNWIND runs AS run
WITH id, collect(DISTINCT run) AS runs
RETURN collect([id, runs]) AS rows
