"""Who may enter: by what the identity provider says, tried with a provider of our own in a real browser."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

import dashboard
from analyzer.storage import ANALYSIS_FILE, write_analysis
from dashboard.server import signing_in
from dashboard.server.server_settings import Access
from dashboard.server.signing_in import ACCESS_VARIABLE, why_refused

DESK = Access(emails=("Guest@paper.example",), domains=("desk.example",))
CLIENT = "analyzer"
LAUNCH = """
from pathlib import Path
from dashboard.launch import launch
launch(Path(), server_file=Path("server.toml"))
"""


@pytest.mark.parametrize(
    "visitor",
    [
        {"email": "ana@desk.example"},
        {"email": "Ana@DESK.example", "email_verified": True},
        {"email": "ana@desk.example", "email_verified": "true"},
        {"email": "guest@paper.example"},
    ],
)
def test_those_on_the_list_enter(visitor):
    assert why_refused(visitor, DESK) is None


@pytest.mark.parametrize(
    ("visitor", "told"),
    [
        ({"email": "ana@other.example"}, "not on the list"),
        ({"email": "ana@sub.desk.example"}, "not on the list"),
        ({"email": "ana@notdesk.example"}, "not on the list"),
        ({"email": "ana@desk.example@other.example"}, "not on the list"),
        ({"email": "ana@des\u212a.example"}, "not on the list"),
        ({"email": "ana@desk.example", "email_verified": False}, "nobody has checked"),
        ({"email": "ana@desk.example", "email_verified": "false"}, "nobody has checked"),
        ({"email": "ana@desk.example", "email_verified": None}, "nobody has checked"),
        ({"email": "desk.example"}, "no e-mail address"),
        ({"email": "@desk.example"}, "no e-mail address"),
        ({"email": ["ana@desk.example"]}, "no e-mail address"),
        ({"name": "ana@desk.example"}, "no e-mail address"),
    ],
)
def test_all_others_stay_outside(visitor, told):
    assert told in why_refused(visitor, DESK)


class Visitor(dict):
    """What Streamlit knows of whoever asks."""

    is_logged_in = property(lambda self: self["is_logged_in"])
    to_dict = dict.copy


@pytest.fixture
def visitor(monkeypatch):
    """Return a function that says who asks a server for which people sign in."""
    monkeypatch.setenv(ACCESS_VARIABLE, json.dumps({"emails": [], "domains": ["desk.example"]}))
    return lambda **known: monkeypatch.setattr(signing_in.st, "user", Visitor(known))


def shown(app) -> str:
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html") if "<style>" not in element.proto.body)


@pytest.mark.parametrize("known", [{}, {"is_logged_in": False}, {"is_logged_in": "yes", "email": "ana@desk.example"}])
def test_without_signing_in_nothing_of_the_analysis_is_shown(visitor, opened, small_analysis, known):
    visitor(**known)
    app = opened(small_analysis)
    assert [button.label for button in app.button] == ["Sign in"]
    assert "Sign in to read this analysis" in shown(app)
    assert not app.dataframe
    assert "Ruiz" not in str(app)


def test_somebody_who_is_not_on_the_list_is_told_so_and_can_sign_out(visitor, opened, small_analysis):
    visitor(is_logged_in=True, email="<b>@other.example")
    app = opened(small_analysis)
    assert [button.label for button in app.button] == ["Sign out"]
    assert "&lt;b&gt;@other.example is not on the list" in shown(app)
    assert not app.dataframe


def test_who_is_inside_is_told_and_can_sign_out(visitor, opened, small_analysis):
    visitor(is_logged_in=True, email="ana@desk.example")
    app = opened(small_analysis)
    assert "Ruiz" in shown(app)
    assert "Signed in as ana@desk.example" in [text.value for text in app.text]
    assert "Sign out" in [button.label for button in app.button]


def test_on_this_machine_nobody_signs_in(opened, small_analysis, monkeypatch):
    monkeypatch.delenv(ACCESS_VARIABLE, raising=False)
    app = opened(small_analysis)
    assert "Ruiz" in shown(app)
    assert not {"Sign in", "Sign out"} & {button.label for button in app.button}


class Provider(ThreadingHTTPServer):
    """An OpenID Connect provider that vouches for whoever ``claims`` says, without asking."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key = RSAKey.generate_key(2048, {"kid": "k"})
        self.claims = {}
        self.nonce = ""

    def id_token(self):
        now = int(time.time())
        who = {"iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 600, "nonce": self.nonce}
        return jwt.encode({"alg": "RS256", "kid": "k"}, who | self.claims, self.key)


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        url, issuer = urlsplit(self.path), self.server.issuer
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        if url.path == "/authorize":
            self.server.nonce = asked["nonce"]
            back = urlencode({"code": "1", "state": asked["state"]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()
        elif url.path == "/jwks":
            self.answer({"keys": [self.server.key.as_dict(private=False)]})
        else:
            places = {
                f"{name}_endpoint": f"{issuer}/{at}"
                for name, at in [("authorization", "authorize"), ("token", "token")]
            }
            known = {"response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
            self.answer({"issuer": issuer, "jwks_uri": f"{issuer}/jwks", **places, **known})

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"access_token": "a", "token_type": "Bearer", "id_token": self.server.id_token()})

    def answer(self, record):
        body = json.dumps(record).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *told):
        pass


@pytest.fixture(scope="module")
def provider():
    with Provider() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def newsroom(provider, tmp_path_factory):
    """Start a dashboard that asks people to sign in; return its address and its folder."""
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / ANALYSIS_FILE).write_text("{}")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    (folder / "server.toml").write_text(f"""
        [server]
        port = {port}
        [auth]
        redirect_uri = "{address}/oauth2callback"
        cookie_secret = "{"c" * 32}"
        client_id = "{CLIENT}"
        client_secret = "s"
        server_metadata_url = "{provider.issuer}/.well-known/openid-configuration"
        [access]
        domains = ["desk.example"]
    """)
    process = subprocess.Popen(
        [sys.executable, "-c", LAUNCH],
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(Path(dashboard.__file__).parents[1])},
    )
    try:
        assert address in process.stdout.readline()
        yield address, folder
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("claims", "outcome"),
    [
        ({"email": "ana@desk.example", "email_verified": True, "name": "Ana Lee"}, "They describe one event"),
        ({"email": "ana@other.example", "email_verified": True}, "ana@other.example is not on the list"),
        ({"email": "ana@desk.example", "email_verified": False}, "nobody has checked that ana@desk.example"),
    ],
)
def test_signing_in_opens_the_analysis_to_those_on_the_list(
    chromium, provider, newsroom, small_analysis, claims, outcome
):
    address, folder = newsroom
    write_analysis(small_analysis, folder / ANALYSIS_FILE)
    provider.claims = claims
    with chromium.new_context() as context:
        page = context.new_page()
        frames = []
        page.on("websocket", lambda opened: opened.on("framereceived", lambda frame: frames.append(frame)))
        page.goto(f"{address}/accounts?thread=t-1")
        page.get_by_role("button", name="Sign in").wait_for(timeout=30_000)
        assert frames
        assert not any(b"Ruiz" in frame for frame in frames)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_text(outcome).first.wait_for(timeout=30_000)
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="Sign in").wait_for(timeout=30_000)
