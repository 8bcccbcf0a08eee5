// The first form that has a number. Stores of before it lack which load brought a node or relationship first, and who
// stands for whom: the first is the first load that is known to say it, and a record stands for itself until told.
MATCH (n) WHERE n.first_run IS NULL AND size(n.runs) > 0
CALL (n) { SET n.first_run = n.runs[0] } IN TRANSACTIONS OF 10000 ROWS;
MATCH ()-[r]->() WHERE r.first_run IS NULL AND size(r.runs) > 0
CALL (r) { SET r.first_run = r.runs[0] } IN TRANSACTIONS OF 10000 ROWS;
MATCH (n:Entity|Place) WHERE n.canonical IS NULL
CALL (n) { SET n.canonical = n.id } IN TRANSACTIONS OF 10000 ROWS;
