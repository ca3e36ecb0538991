"""What a browser may do: the headers of every answer, who may ask, the page as it is served."""

import asyncio

import pytest

from dashboard.server.browser_rules import SameOrigin, add_headers, content_policy, is_own, page_html

LOCAL = content_policy(["127.0.0.1", "localhost"])


def test_every_answer_forbids_loading_from_elsewhere():
    message = {"type": "http.response.start", "headers": [(b"etag", b"1")]}
    add_headers(message, LOCAL)
    headers = dict(message["headers"])
    assert headers[b"content-security-policy"].decode() == LOCAL
    assert headers[b"etag"] == b"1"


@pytest.mark.parametrize(
    ("hosts", "named"),
    [
        (["127.0.0.1", "localhost"], ["ws://127.0.0.1:*", "ws://localhost:*"]),
        (["desk.example"], ["wss://desk.example:*"]),
    ],
)
def test_the_policy_names_the_hosts_of_the_server_and_no_other(hosts, named):
    addresses = [word for word in content_policy(hosts).replace(";", " ").split() if "//" in word or "." in word]
    assert addresses == named


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({b"host": b"localhost:8501"}, True),
        ({b"host": b"localhost:8501", b"origin": b"http://localhost:8501"}, True),
        ({b"host": b"desk.example", b"origin": b"https://desk.example"}, True),
        ({b"host": b"localhost:8501", b"origin": b"http://localhost:3000"}, False),
        ({b"host": b"localhost:8501", b"origin": b"http://127.0.0.1:8501"}, False),
        ({b"host": b"localhost:8501", b"origin": b"null"}, False),
        ({b"host": b"desk.example", b"origin": b"https://desk.example.evil.example"}, False),
        ({b"origin": b"https://evil.example"}, False),
    ],
)
def test_only_the_pages_of_the_server_ask_it(headers, own):
    assert is_own(headers) is own


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("http", ("http.response.start", 403)), ("websocket", ("websocket.close", 1008))],
)
def test_a_page_of_another_site_is_refused(kind, answer):
    async def never(scope, receive, send):
        raise AssertionError("was passed on")

    async def receive():
        return {"type": f"{kind}.connect"}

    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "headers": [(b"host", b"localhost"), (b"origin", b"https://evil.example")]}
    asyncio.run(SameOrigin(never)(scope, receive, send))
    assert (sent[0]["type"], sent[0].get("status", sent[0].get("code"))) == answer


def test_a_page_without_a_head_is_left_as_it_is():
    assert page_html("<html></html>", "") == "<html></html>"
