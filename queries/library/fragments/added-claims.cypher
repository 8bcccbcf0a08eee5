// Every type of claim that can end at no case: a test compares the list with the model.
MATCH (start)-[claim:ACTS_FOR|AT|BY|CONTROLS|FAMILY_OF|FUNDS|GUARDS|LEADS|LINKED_TO|LISTED_IN|LOCATED_IN|MEMBER_OF|NATIONAL_OF|ON|OPERATES|OWNS|OWNS_LAND_OF|PART_OF|RECRUITED_FOR|SOLD_ON_TO|SUPPLIES|USES]->(end)
WHERE claim.first_run IN later
