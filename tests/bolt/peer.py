"""A cluster for the driver to talk to: members that speak Bolt, in front of one real Neo4j, and fail as a script says.

A member shakes hands, reads each message, and lets Neo4j answer it; only two things are its own. ROUTE is answered by the
script's routing table, and a fault of the script happens instead of, or after, what Neo4j would have said. So transactions,
answers and bookmarks are real ones, and what is read afterwards is what a cluster would hold.
"""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml
from neo4j._codec.packstream import v1
from pydantic import BaseModel, ConfigDict

NAMES = {
    b"\x01": "HELLO",
    b"\x02": "GOODBYE",
    b"\x0f": "RESET",
    b"\x10": "RUN",
    b"\x11": "BEGIN",
    b"\x12": "COMMIT",
    b"\x13": "ROLLBACK",
    b"\x2f": "DISCARD",
    b"\x3f": "PULL",
    b"\x54": "TELEMETRY",
    b"\x66": "ROUTE",
    b"\x6a": "LOGON",
    b"\x6b": "LOGOFF",
}
SUCCESS, IGNORED, FAILURE = b"\x70", b"\x7e", b"\x7f"
MANIFEST = b"\x00\x00\x01\xff"
"""The newer handshake, which the members do not offer: they agree on a version by the older one."""


packstream: Any = v1
"""The driver's own PackStream, which says nothing of its types."""


class Fault(BaseModel):
    """What one member does once, at the first message that is so."""

    model_config = ConfigDict(extra="forbid")

    member: str
    at: Literal["BEGIN", "RUN", "COMMIT"]
    having: str = ""
    """A piece of the query of a RUN."""
    nth: int = 1
    """At which of these messages."""
    fail: str | None = None
    """The code with which it refuses; none: the line breaks."""
    done: bool = False
    """Whether Neo4j gets to do it before the line breaks."""


class Script(BaseModel):
    """Routing tables, each with who may route, read and write; the next one holds after each fault."""

    model_config = ConfigDict(extra="forbid")

    tables: list[dict[Literal["ROUTE", "READ", "WRITE"], list[str]]]
    faults: list[Fault] = []

    @classmethod
    def named(cls, name: str) -> "Script":
        """The script of that name in scripts.yaml."""
        return cls.model_validate(yaml.safe_load(Path(__file__).with_name("scripts.yaml").read_text("utf-8"))[name])


@dataclass(frozen=True, slots=True)
class Message:
    """What the driver said to a member."""

    member: str
    name: str
    fields: list[Any]


@dataclass
class Cluster(AbstractContextManager["Cluster"]):
    """Members on ports of this machine; `heard` is what was said to them, in order."""

    script: Script
    behind: tuple[str, int]
    heard: list[Message] = field(default_factory=list)

    def __enter__(self) -> "Cluster":
        self._lock, self._fired, self._met = threading.Lock(), 0, 0
        names = sorted({name for table in self.script.tables for some in table.values() for name in some})
        self._doors = {name: socket.create_server(("127.0.0.1", 0)) for name in names}
        for name, door in self._doors.items():
            threading.Thread(target=self._open, args=(name, door), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for door in self._doors.values():
            with suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)
            door.close()

    @property
    def uri(self) -> str:
        """Where the driver begins: the first member that may route."""
        return f"neo4j://{self._address(self.script.tables[0]['ROUTE'][0])}"

    def said(self, name: str, having: str = "") -> list[Message]:
        """The messages of a name, and for RUN those whose query has that piece."""
        return [one for one in list(self.heard) if one.name == name and (not having or having in one.fields[0])]

    def route(self) -> dict[str, Any]:
        """The routing table that holds now."""
        table = self.script.tables[min(self._fired, len(self.script.tables) - 1)]
        servers = [
            {"role": role, "addresses": [self._address(name) for name in names]} for role, names in table.items()
        ]
        return {"rt": {"ttl": 300, "db": "neo4j", "servers": servers}}

    def fault(self, message: Message) -> Fault | None:
        """What is to go wrong at this message."""
        with self._lock:
            self.heard.append(message)
            if self._fired == len(self.script.faults):
                return None
            fault = self.script.faults[self._fired]
            there = (message.member, message.name) == (fault.member, fault.at)
            if not there or (fault.having and fault.having not in message.fields[0]):
                return None
            self._met += 1
            if self._met < fault.nth:
                return None
            self._fired, self._met = self._fired + 1, 0
            return fault

    def _address(self, name: str) -> str:
        return f"127.0.0.1:{self._doors[name].getsockname()[1]}"

    def _open(self, name: str, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                line, _ = door.accept()
                threading.Thread(target=self._serve, args=(name, line), daemon=True).start()

    def _serve(self, name: str, line: socket.socket) -> None:
        with line, socket.create_connection(self.behind) as server, suppress(OSError, EOFError):
            hello = _exactly(line, 20)
            server.sendall(hello[:4] + hello[4:].replace(MANIFEST, bytes(4)))
            line.sendall(_exactly(server, 4))
            failed = False
            for raw in _messages(line):
                tag, fields = _unpacked(raw)
                message = Message(name, NAMES[tag], fields)
                if failed and message.name not in ("RESET", "GOODBYE"):
                    _send(line, IGNORED, {})
                    continue
                failed = False
                if message.name == "ROUTE":
                    _send(line, SUCCESS, self.route())
                    self.heard.append(message)
                    continue
                fault = self.fault(message)
                if fault is not None and fault.fail is not None:
                    failed = True
                    _send(line, FAILURE, _failure(fault.fail, f"{name} does not do that now"))
                    continue
                if fault is not None and not fault.done:
                    return
                _put(server, raw)
                if message.name == "GOODBYE":
                    return
                answer = list(_answer(server))
                if fault is not None:
                    return
                for part in answer:
                    _put(line, part)


def _answer(server: socket.socket) -> Iterator[bytes]:
    """Records, if any, and the summary that ends them."""
    for raw in _messages(server):
        yield raw
        if raw[1:2] in (SUCCESS, IGNORED, FAILURE):
            return


def _messages(line: socket.socket) -> Iterator[bytes]:
    """Messages, put together from their chunks; an empty one only keeps the line awake."""
    while True:
        raw = b""
        while size := struct.unpack(">H", _exactly(line, 2))[0]:
            raw += _exactly(line, size)
        if raw:
            yield raw


def _exactly(line: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = line.recv(size - len(got))
        if not more:
            raise EOFError
        got += more
    return got


def _put(line: socket.socket, raw: bytes) -> None:
    chunks = [raw[begin : begin + 0xFFFF] for begin in range(0, len(raw), 0xFFFF)]
    line.sendall(b"".join(struct.pack(">H", len(chunk)) + chunk for chunk in chunks) + b"\x00\x00")


def _send(line: socket.socket, tag: bytes, said: dict[str, Any]) -> None:
    buffer = packstream.PackableBuffer()
    packstream.Packer(buffer).pack_struct(tag, (said,))
    _put(line, bytes(buffer.data))


def _failure(code: str, said: str) -> dict[str, Any]:
    """A failure as Bolt words it until 5.6, and since: by its code, and by its GQL status."""
    status = {"gql_status": "50N42", "description": said, "diagnostic_record": {}}
    return {"code": code, "neo4j_code": code, "message": said, **status}


def _unpacked(raw: bytes) -> tuple[bytes, list[Any]]:
    unpacker = packstream.Unpacker(packstream.UnpackableBuffer(raw))
    size, tag = unpacker.unpack_structure_header()
    return tag, [unpacker.unpack() for _ in range(size)]
