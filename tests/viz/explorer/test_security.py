"""Attempts to talk to the explorer without being its own page."""

import re

import pytest

from tests.viz.explorer.conftest import ATTACK, ORIGIN, Visitor
from viz.explorer.security import CSRF, LARGEST
from viz.explorer.server import hosts, is_loopback

JSON = {"content-type": "application/json"}


def test_the_start_address_is_good_once_and_gives_a_cookie_that_no_script_and_no_other_site_has(
    stranger: Visitor,
) -> None:
    start = stranger.keys.start
    first = stranger.client.get(f"/?t={start}")
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert re.search(r"palermo-8765=\S+; HttpOnly; Path=/; SameSite=strict", first.headers["set-cookie"])
    stranger.client.cookies.clear()
    again = stranger.client.get(f"/?t={start}")
    assert again.status_code == 403
    assert "set-cookie" not in again.headers


def test_whoever_is_in_may_open_the_start_address_again(visitor: Visitor) -> None:
    assert visitor.client.get("/?t=anything").headers["location"] == "/"


@pytest.mark.parametrize("path", ["/", "/api/settings", "/api/search?q=KK", "/static/main.js", "/?t=guess", "/?t="])
def test_without_the_cookie_nothing_is_told(stranger: Visitor, path: str) -> None:
    reply = stranger.client.get(path)
    assert reply.status_code in (401, 403)
    assert "KK Park" not in reply.text


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:8765.evil.example",
        "",
        "0.0.0.0:8765",
    ],
)
def test_a_name_that_somebody_points_here_is_refused(visitor: Visitor, host: str) -> None:
    reply = visitor.client.get("/api/search?q=KK", headers={"host": host})
    assert reply.status_code == 400
    assert "KK Park" not in reply.text


def test_it_answers_as_localhost_too(visitor: Visitor) -> None:
    known = visitor.client.cookies["palermo-8765"]
    reply = visitor.client.get("/api/settings", headers={"host": "localhost:8765", "cookie": f"palermo-8765={known}"})
    assert reply.status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9000", "https://127.0.0.1:8765"])
def test_another_origin_is_refused(visitor: Visitor, origin: str) -> None:
    for reply in (
        visitor.client.get("/api/search?q=KK", headers={"origin": origin}),
        visitor.client.post("/api/open", json={"nodes": []}, headers={"origin": origin, CSRF: visitor.keys.csrf}),
    ):
        assert reply.status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_page_of_another_site_fetches_is_refused_and_what_a_person_opens_is_not(
    visitor: Visitor, site: str
) -> None:
    fetched = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors"}
    assert visitor.client.get("/static/main.js", headers=fetched).status_code == 403
    assert visitor.client.get("/", headers={**fetched, "sec-fetch-mode": "navigate"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"origin": ORIGIN}, 403),
        ({"origin": ORIGIN, CSRF: "guess"}, 403),
        ({CSRF: "right"}, 403),
        ({"origin": ORIGIN, CSRF: "right", "content-type": "text/plain"}, 415),
        ({"origin": ORIGIN, CSRF: "right", "content-type": "application/x-www-form-urlencoded"}, 415),
        ({"origin": ORIGIN, CSRF: "right"}, 200),
    ],
)
def test_what_is_posted_needs_our_origin_our_token_and_json(
    visitor: Visitor, headers: dict[str, str], status: int
) -> None:
    sent = {name: visitor.keys.csrf if value == "right" else value for name, value in headers.items()}
    reply = visitor.client.post("/api/open", content='{"nodes": []}', headers={**JSON, **sent})
    assert reply.status_code == status


def test_a_request_that_is_too_large_is_not_read(visitor: Visitor) -> None:
    headers = {**JSON, "origin": ORIGIN, CSRF: visitor.keys.csrf}
    reply = visitor.client.post("/api/open", content=b" " * (LARGEST + 1), headers=headers)
    assert reply.status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    assert visitor.client.request(method, "/api/open").status_code == 405


@pytest.mark.parametrize("path", ["/", "/api/settings", "/static/main.js", "/static/nothing.js", "/nothing", "/?t=x"])
def test_every_answer_forbids_what_is_not_ours(stranger: Visitor, path: str) -> None:
    for _ in ("before", "after"):
        headers = stranger.client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers
        stranger.enter()


def test_the_page_holds_no_script_of_its_own_and_asks_nobody_else(visitor: Visitor) -> None:
    html = visitor.client.get("/").text
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
    assert re.findall(r"<style|\bstyle=|\son\w+=|https?://", html) == []
    assert re.findall(r'(?:src|href)="(?!/static/|#)', html) == []


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"]
)
def test_no_file_but_the_pages_own_is_served(visitor: Visitor, path: str) -> None:
    assert visitor.client.get(path).status_code in (404, 405)


def test_what_the_page_cannot_know_is_told_in_a_sentence(visitor: Visitor) -> None:
    for asked, sentence in (
        ({"nodes": [{"base": "Place", "id": "C1"}], "evil": 1}, "evil"),
        ({"nodes": [{"base": "Nothing", "id": "C1"}]}, "nothing to show"),
        ({"nodes": "x"}, "cannot read"),
        ({"nodes": [{"base": "Place) DETACH DELETE n //", "id": "C1"}]}, "nothing to show"),
    ):
        reply = visitor.post("open", asked)
        assert reply.status_code == 400
        assert sentence in reply.json()["error"]
        assert "Traceback" not in reply.text


def test_an_attack_in_a_name_comes_as_data(visitor: Visitor) -> None:
    reply = visitor.post("open", {"nodes": [{"base": "Place", "id": "C2"}]})
    assert reply.headers["content-type"] == "application/json"
    assert reply.json()["nodes"][0]["name"] == ATTACK


def test_only_this_machine_reaches_it_unless_told_otherwise() -> None:
    assert hosts("127.0.0.1", 1) == {"127.0.0.1:1", "localhost:1"}
    assert hosts("::1", 1) == {"[::1]:1", "localhost:1"}
    assert "localhost:1" in hosts("0.0.0.0", 1)  # noqa: S104
    assert is_loopback("127.0.0.1")
    assert not is_loopback("0.0.0.0")  # noqa: S104
    assert not is_loopback("192.0.2.1")
