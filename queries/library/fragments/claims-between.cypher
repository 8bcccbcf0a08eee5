// Every claim between the records of `one` and those of `other`, two canonical nodes. Both ends are found first: expanding
// from one of them costs the square of its degree where a hub is opened tie by tie.
CALL (one) {
  MATCH (x:Entity {canonical: one.id}) WHERE one:Entity RETURN x
  UNION
  MATCH (x:Place {canonical: one.id}) WHERE one:Place RETURN x
}
CALL (other) {
  MATCH (y:Entity {canonical: other.id}) WHERE other:Entity RETURN y
  UNION
  MATCH (y:Place {canonical: other.id}) WHERE other:Place RETURN y
}
MATCH (x)-[claim:ACTS_FOR|CONTROLS|FAMILY_OF|FUNDS|GUARDS|LEADS|LINKED_TO|MEMBER_OF|OPERATES|OWNS|OWNS_LAND_OF|PART_OF|RECRUITED_FOR|SOLD_ON_TO|SUPPLIES|USES]-(y)
