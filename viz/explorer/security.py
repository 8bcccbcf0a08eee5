"""Who may talk to the explorer: one browser, from one address, for as long as it runs.

A page on the web can make a browser send requests to this machine, under a name that it points here (DNS rebinding) or
from a form of its own (CSRF). So: the Host must be ours, the Origin must be ours, the cookie is given once for a token
that is good once, and what is posted is JSON with a second token that only our page knows. Everything that is answered
forbids the browser to run, load, frame, keep or pass on anything that is not ours.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST = 16_000_000
"""Bytes of a request: a view of 50,000 nodes has half of it."""
CSRF = "x-palermo-csrf"
"""The header that only our own page can send."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(slots=True)
class Keys:
    """The secrets of one run of the explorer; none of them is kept."""

    start: str | None = field(default_factory=_secret)
    """The token of the address at which it is opened; none once it was used."""
    session: str = field(default_factory=_secret)
    csrf: str = field(default_factory=_secret)

    def exchange(self, token: str) -> bool:
        """Whether this is the start token, which is then used up."""
        good = self.start is not None and _same(token, self.start)
        if good:
            self.start = None
        return good


class Guard:
    """ASGI middleware that lets through what comes from our own page."""

    def __init__(self, application: Application, *, keys: Keys, hosts: frozenset[str], cookie: str) -> None:
        self._application = application
        self._keys = keys
        self._hosts = hosts
        self._cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse or pass on a request."""
        if scope["type"] == "lifespan":
            await self._application(scope, receive, send)
            return
        if scope["type"] != "http":  # a socket is open to other sites, and there is nothing here that needs one
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        answer = self._refusal(scope, headers) or self._entrance(scope, headers)
        await (answer or self._application)(scope, receive, sealed)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """What is refused to everybody."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return _no(400, "This name is not one under which the explorer answers; use the address that it printed.")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return _no(405, "The explorer only takes GET and POST.")
        origin = headers.get("origin")
        if origin is not None and origin.lower() != f"http://{hosts[0].lower()}":
            return _no(403, "Another site asked for this; nothing was done.")
        foreign = headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
        if foreign and not (scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate"):
            return _no(403, "Another site asked for this; nothing was done.")
        return None

    def _entrance(self, scope: Scope, headers: Headers) -> Response | None:
        """The exchange of the start token for the session, and what is refused to who has no session."""
        known = _same(cookie_parser(headers.get("cookie", "")).get(self._cookie, ""), self._keys.session)
        token = parse_qs(scope["query_string"].decode("latin-1")).get("t", [""])[0]
        if token and scope["path"] == "/" and scope["method"] == "GET":
            if self._keys.exchange(token):
                entered = RedirectResponse("/", status_code=303)
                entered.set_cookie(self._cookie, self._keys.session, httponly=True, samesite="strict", path="/")
                return entered
            if known:
                return RedirectResponse("/", status_code=303)
            return _no(403, "This address was used already; stop palermo explore and start it again for a new one.")
        if not known:
            return _no(401, "Open the explorer with the address that palermo explore printed.")
        if scope["method"] == "POST":
            return self._posted(headers)
        return None

    def _posted(self, headers: Headers) -> Response | None:
        """A form of another site can post, but not JSON, not with our header, and not without its own origin."""
        if headers.get("origin") is None or not _same(headers.get(CSRF, ""), self._keys.csrf):
            return _no(403, "This did not come from the explorer's own page; open it again and repeat.")
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _no(415, "The explorer only takes JSON.")
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
            return _no(413, f"A request has at most {LARGEST:,} bytes and says how many; narrow the picture.")
        return None


def _no(status: int, sentence: str) -> Response:
    return PlainTextResponse(sentence, status_code=status)


def _same(given: str, known: str) -> bool:
    """Whether two secrets are one, in a time that does not tell where they differ."""
    return hmac.compare_digest(given.encode(), known.encode())
