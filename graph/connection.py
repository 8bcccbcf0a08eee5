"""One way in: settings -> driver -> read and write sessions."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import neo4j
from neo4j import exceptions

from graph.answer import Answer, plain
from graph.errors import PalermoError, StoreUnavailable, TooSlow, UsageError
from graph.keeping import upgrade
from graph.server import embedded, protection
from graph.settings import Settings

Statement = tuple[str, Mapping[str, Any]]
PATIENCE = 30.0
"""Seconds for which a statement that has its transactions to itself looks for a leader, as long as the driver does for others."""
PAUSE = 0.2
# What the driver tells of each retry is no answer to anybody; what comes of it is a sentence of ours.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def silent(_: str) -> None:
    """Report nothing."""


def connect(settings: Settings, report: Callable[[str], None] = silent, *, unfinished: bool = False) -> "Store":
    """The Neo4j that the settings name, or the embedded one, started if need be; an older store is brought up to date.

    A store in which a restore was interrupted opens only with `unfinished`. Raises StoreUnavailable.
    """
    if settings.uri is None:
        server = embedded.up(settings, report)
        uri, user, password = server.uri, server.user, server.password.get_secret_value()
    else:
        protection.demand_encrypted_line(settings)
        uri, user = settings.uri, settings.user
        password = settings.password.get_secret_value() if settings.password else ""
    with _in_words(uri):
        driver = neo4j.GraphDatabase.driver(
            uri, auth=(user, password), notifications_min_severity="OFF", connection_timeout=10
        )
    store = Store(driver, settings.database, settings.timeout, uri, settings.home)
    try:
        with _in_words(uri):
            driver.verify_connectivity()
        upgrade.check(store, report, lambda: datetime.now(UTC), unfinished=unfinished)
    except PalermoError:
        store.close()
        raise
    return store


class Store(AbstractContextManager["Store"]):
    """An open connection. Reads cannot write; writes are transactions that the driver retries."""

    def __init__(self, driver: neo4j.Driver, database: str, timeout: float, uri: str, home: Path) -> None:
        self._driver = driver
        self._database = database
        self._timeout = timeout
        # On a cluster each session sees what the one before it wrote.
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self.uri = uri
        self.home = home
        """Folder of what is kept beside the store: the audit log, who was forgotten."""

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection; the server goes on."""
        self._driver.close()

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    def read(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Answer:
        """Run a query in read access mode, at most `timeout` seconds, and keep at most `limit` rows.

        Raises UsageError for a query that writes or cannot be parsed, PalermoError for one that fails.
        """
        parameters = dict(parameters or {})

        def work() -> Answer:
            with (
                self._session(neo4j.READ_ACCESS) as session,
                session.begin_transaction(timeout=timeout or self._timeout) as transaction,
            ):
                result = transaction.run(query, parameters)
                columns = tuple(result.keys())
                values: list[tuple[Any, ...]] = []
                truncated = False
                for record in result:
                    if limit is not None and len(values) == limit:
                        truncated = True
                        break
                    values.append(tuple(plain(value) for value in record.values()))
            return Answer(columns, tuple(values), query, parameters, truncated)

        with _in_words(self.uri):
            try:
                return work()
            except exceptions.SessionExpired:  # the member of a cluster that was asked has gone: another one answers
                return work()

    def write(self, statements: Sequence[Statement], *, repeatable: bool = False) -> None:
        """Run statements in one transaction: all of them or none.

        Where the line breaks at the commit nobody knows whether it was done; `repeatable` ones are then run once more.
        """

        def work(transaction: neo4j.ManagedTransaction) -> None:
            for query, parameters in statements:
                transaction.run(query, dict(parameters)).consume()

        def run() -> None:
            with self._session(neo4j.WRITE_ACCESS) as session:
                session.execute_write(work)

        with _in_words(self.uri):
            try:
                run()
            except exceptions.IncompleteCommit:
                if not repeatable:
                    raise
                run()

    def write_when(self, guard: Statement, statements: Sequence[Statement]) -> bool:
        """Run statements in one transaction if the guard, which runs first in it, returns true; returns whether it did.

        A guard that sets a property holds everybody else's guard on that node until the transaction ends.
        """

        def work(transaction: neo4j.ManagedTransaction) -> bool:
            row = transaction.run(guard[0], dict(guard[1])).single()
            if row is None or not row[0]:
                return False
            for query, parameters in statements:
                transaction.run(query, dict(parameters)).consume()
            return True

        with _in_words(self.uri), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def execute(self, query: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run a statement that must have its transactions to itself: one that makes a constraint, or works in batches.

        It has to be safe to repeat: it is, when a cluster changes its leader, and where two wait for each other.
        """
        until = time.monotonic() + PATIENCE
        with _in_words(self.uri):
            while True:
                try:
                    with self._session(neo4j.WRITE_ACCESS) as session:
                        session.run(query, dict(parameters or {})).consume()
                except (exceptions.TransientError, exceptions.NotALeader, exceptions.SessionExpired):
                    if time.monotonic() > until:
                        raise
                    time.sleep(PAUSE)
                except exceptions.ClientError as error:
                    # made by another in the same moment: IF NOT EXISTS looks before it waits for the other
                    if (error.code or "").endswith("AlreadyExists"):
                        return
                    raise
                else:
                    return

    def mark(self) -> frozenset[str]:
        """A mark of the last transaction that the server has committed: it is another one after every write."""
        with (
            _in_words(self.uri),
            self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session,
        ):
            session.run("RETURN 1").consume()
            return frozenset(session.last_bookmarks().raw_values)

    def explain(self, query: str, parameters: Mapping[str, Any] | None = None) -> str:
        """Plan a query without running it; returns its type: `r` reads only, `rw` and `w` write, `s` changes the schema."""
        with (
            _in_words(self.uri),
            self._session(neo4j.READ_ACCESS) as session,
        ):
            summary = session.run(f"EXPLAIN {query}", dict(parameters or {})).consume()
            return str(summary.query_type)

    def plan(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[str, str]]:
        """The steps by which the server would run a query, each with its details; nothing is run."""
        with _in_words(self.uri), self._session(neo4j.READ_ACCESS) as session:
            root = session.run(f"EXPLAIN {query}", dict(parameters or {})).consume().plan
        return list(_steps(root or {}))


def _steps(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(plan.get("operatorType")), str(plan.get("args", {}).get("Details", ""))
    for below in plan.get("children", ()):
        yield from _steps(below)


@contextmanager
def _in_words(uri: str) -> Iterator[None]:
    """Turn what the driver raises into one sentence."""
    try:
        yield
    except exceptions.AuthError as error:
        raise StoreUnavailable(
            f"{uri} refuses this user or password; set PALERMO_USER and PALERMO_PASSWORD."
        ) from error
    except (
        exceptions.ServiceUnavailable,
        exceptions.SessionExpired,  # what ServiceUnavailable is on a cluster
        exceptions.ConfigurationError,
        OSError,
        ValueError,
    ) as error:
        if isinstance(error, ValueError) and not isinstance(error, exceptions.ConfigurationError):
            raise
        raise StoreUnavailable(
            f"No Neo4j answers at {uri}; start it, or unset PALERMO_URI to use the embedded one."
        ) from error
    except exceptions.Neo4jError as error:
        raise _sentence(error) from error


def _sentence(error: exceptions.Neo4jError) -> PalermoError:
    code, first = error.code or "", (error.message or "").strip().splitlines()[0]
    if code.endswith(("AccessMode", "ForbiddenOnReadOnlyDatabase", "Forbidden")):
        return UsageError("This query would change the store; only queries that read are allowed here.")
    if "TransactionTimedOut" in code or "Terminated" in code:
        return TooSlow("The query took too long and was stopped; narrow it, or raise PALERMO_TIMEOUT.")
    if code.endswith(("DatabaseUnavailable", "TransactionLogError", "UnableToAppendToLog")):
        return StoreUnavailable(
            "Neo4j has closed the database, most likely because its disk is full; make room, give palermo down, and "
            "then the command again: what was acknowledged is there."
        )
    if "no such fulltext schema index" in first:  # constraints and indexes are made by the first load
        return PalermoError("Nothing is loaded yet, so there is nothing to search; begin with palermo load letter.")
    if ".Statement." in code or ".Procedure." in code:
        return UsageError(f"The query cannot be run: {first}")
    return PalermoError(f"Neo4j could not do it: {first}")
