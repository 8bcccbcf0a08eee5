"""A query of the user's own reads the graph and does nothing else."""

import pytest

from graph.disclosure.harmless import check
from graph.errors import UsageError


@pytest.mark.parametrize(
    "query",
    [
        "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
        "SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTION id YIELD message RETURN message",
        "CALL dbms.killConnection('bolt-1')",
        "call `dbms`.`killConnection`('bolt-1')",
        "CALL /* here */ db.clearQueryCaches()",
        "CALL // there\n db.prepareForReplanning()",
        "\\u0043ALL db.resampleOutdatedIndexes()",
        "LOAD CSV FROM 'https://example.org' AS l RETURN l",
        "load /**/ csv from 'file:///x' as l return l",
        "RETURN 'it''s' AS a UNION CALL db.stats.collect('QUERIES') YIELD section AS a RETURN a",
    ],
)
def test_what_is_more_than_reading_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match="is not allowed here"):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n) RETURN count(n)",
        "CALL db.labels() YIELD label RETURN label",
        "CALL db.index.fulltext.queryNodes('names', 'x') YIELD node RETURN node.id",
        "MATCH (a) CALL (a) { MATCH (a)--(b) RETURN count(b) AS n } RETURN n",
        "RETURN 'CALL dbms.killConnection()' AS said",
        "MATCH (p:Passage) WHERE p.text CONTAINS 'load csv' RETURN p.id // TERMINATE TRANSACTIONS",
    ],
)
def test_what_reads_is_allowed(query: str) -> None:
    check(query)


def test_what_goes_too_deep_or_too_long_is_not_sent() -> None:
    check(f"RETURN {'(' * 90}1{')' * 90}")
    check("RETURN '" + "(" * 3000 + "' AS said")
    with pytest.raises(UsageError, match="at most 100 brackets"):
        check(f"RETURN {'(' * 3000}1{')' * 3000}")
    with pytest.raises(UsageError, match="at most 20,000 characters"):
        check("RETURN " + "1+" * 20_000 + "1")
