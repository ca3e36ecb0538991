"""A server file: what it may say, and that none opens the analysis to whoever finds the server."""

import copy

import pytest

from analyzer.errors import SettingsError
from dashboard.server.server_settings import load_server_settings, server_settings

NEWSROOM = {
    "server": {"address": "0.0.0.0", "port": 8600, "hosts": ["desk.example"], "base_path": "/claims"},
    "auth": {
        "redirect_uri": "https://desk.example/claims/oauth2callback",
        "cookie_secret": "c" * 32,
        "client_id": "analyzer",
        "client_secret": "very secret",
        "server_metadata_url": "https://accounts.example/.well-known/openid-configuration",
    },
    "access": {"emails": ["ana@paper.example"], "domains": ["desk.example"]},
}


def newsroom(**changes):
    """Return the file above with sections changed: a value replaces a key, None removes it, or the whole section."""
    table = copy.deepcopy(NEWSROOM)
    for section, values in changes.items():
        if values is None:
            del table[section]
        else:
            kept = {**table[section], **values}
            table[section] = {key: value for key, value in kept.items() if value is not None}
    return table


def test_a_file_for_a_newsroom_is_taken():
    settings = server_settings(NEWSROOM)
    assert settings.server.hosts == ("desk.example",)
    assert settings.auth.client_id == "analyzer"
    assert settings.access.domains == ("desk.example",)


@pytest.mark.parametrize(
    "server",
    [{"address": "0.0.0.0"}, {"address": "::"}, {"address": "192.168.1.7"}, {"hosts": ["desk.example"]}],
)
def test_what_lets_others_in_says_whom(server):
    with pytest.raises(SettingsError, match=r"\[auth\] and \[access\] must say whom"):
        server_settings({"server": server})


@pytest.mark.parametrize("server", [{"address": "::1"}, {"address": "127.0.0.2", "hosts": ["127.0.0.2"]}, {}])
def test_this_machine_alone_needs_no_sign_in(server):
    assert server_settings({"server": server}).auth is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"access": None}, r"\[auth\] needs \[access\]"),
        ({"access": {"emails": [], "domains": []}}, r"\[auth\] needs \[access\]"),
        ({"access": {"emails": ["desk.example"]}}, "expected an e-mail address"),
        ({"access": {"domains": ["@desk.example"]}}, "expected what follows the @"),
        ({"access": {"domains": "desk.example"}}, "Expected `array`"),
        ({"auth": {"client_id": None}}, "missing required field `client_id`: auth"),
        ({"auth": {"client_id": " "}}, "client_id is empty"),
        ({"auth": {"cookie_secret": "short"}}, "cookie_secret must be 32 characters"),
        ({"auth": {"redirect_uri": "http://desk.example/claims/oauth2callback"}}, "must begin with https"),
        ({"auth": {"redirect_uri": "https://desk.example/oauth2callback"}}, "must end with /claims/oauth2callback"),
        ({"auth": {"redirect_uri": "https://old.example/claims/oauth2callback"}}, "not among"),
        ({"auth": {"server_metadata_url": "http://accounts.example/"}}, "must begin with https"),
        ({"server": {"hosts": ["*"]}}, "expected a name in small letters"),
        ({"server": {"hosts": ["*.desk.example"]}}, "expected a name in small letters"),
        ({"server": {"hosts": ["desk.example:8600"]}}, "expected a name in small letters"),
        ({"server": {"hosts": ["desk.example; script-src *"]}}, "expected a name in small letters"),
        ({"server": {"hosts": []}}, "hosts names none"),
        ({"server": {"port": 0}}, "port must be"),
        ({"server": {"port": "8600"}}, "Expected `int . null`, got `str`: server.port"),
        ({"server": {"address": "desk.example"}}, "must be an IP address"),
        ({"server": {"base_path": "claims"}}, "base_path must be like /desk"),
        ({"server": {"base_path": "/../x"}}, "base_path must be like /desk"),
    ],
)
def test_what_cannot_be_meant_is_refused(changes, told):
    with pytest.raises(SettingsError, match=told):
        server_settings(newsroom(**changes))


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"sever": {}}, r"no section \[sever\]; did you mean server\?"),
        ({"server": {"prot": 1}}, r"\[server\] has no prot; did you mean port\?"),
        ({"auth": {"zzz": 1}}, "has no zzz; known: client_id"),
        ({"server": 1}, "server must be a section"),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest(table, told):
    with pytest.raises(SettingsError, match=told):
        server_settings(table)


def test_access_without_sign_in_is_refused():
    with pytest.raises(SettingsError, match="nobody is known who does not sign in"):
        server_settings({"access": {"domains": ["desk.example"]}})


def test_secrets_are_not_printed():
    printed = repr(server_settings(NEWSROOM))
    assert "very secret" not in printed
    assert "c" * 32 not in printed


@pytest.mark.parametrize("content", [b"[server", b"\xff", None])
def test_a_file_that_is_none_is_named(tmp_path, content):
    path = tmp_path / "server.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match=r"server\.toml: cannot read server settings"):
        load_server_settings(path)


def test_an_error_names_the_file(tmp_path):
    (tmp_path / "server.toml").write_text("[server]\nport = 0")
    with pytest.raises(SettingsError, match=r"server\.toml: \[server\] port"):
        load_server_settings(tmp_path / "server.toml")
