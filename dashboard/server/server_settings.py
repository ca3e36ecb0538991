"""Where the dashboard listens and who may enter: the file behind ``analyzer dashboard --server FILE``.

Without a file it listens on this machine's own address, which nobody else can reach, and nobody signs in. A file may
let others in, and must then say how they sign in and which of them may enter: a server that is open to whoever finds
it cannot be set up.
"""

from __future__ import annotations

import dataclasses
import difflib
import ipaddress
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args, get_type_hints
from urllib.parse import urlsplit

import msgspec

from analyzer.errors import SettingsError

MIN_SECRET_CHARACTERS = 32
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_BASE_PATH = re.compile(r"(/[A-Za-z0-9_-]+)*")
_ADDRESSES = ("redirect_uri", "server_metadata_url")
CALLBACK = "/oauth2callback"


@dataclass(frozen=True, slots=True)
class Listening:
    """Section ``[server]``.

    Attributes
    ----------
    address
        IP address to listen on; that of this machine alone unless told otherwise.
    port
        ``None`` takes 8501, or the next free one.
    hosts
        Names by which browsers ask for the server; a request by another name is refused.
    base_path
        Path below which a proxy serves the dashboard, such as ``/desk``; empty for none.
    """

    address: str = "127.0.0.1"
    port: int | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    base_path: str = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """Section ``[auth]``: the identity provider, in the words of Streamlit's ``st.login`` (OpenID Connect).

    Attributes
    ----------
    redirect_uri
        Where the provider sends people back: the address of the server and ``/oauth2callback``.
    cookie_secret
        Signs the cookie that keeps people signed in; any long random text.
    server_metadata_url
        The provider's ``.well-known/openid-configuration``.
    """

    redirect_uri: str
    client_id: str
    server_metadata_url: str
    client_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Access:
    """Section ``[access]``: who may enter, by e-mail address, or by the domain after its ``@``; case does not count."""

    emails: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server file says; as it stands, this machine only and no sign-in."""

    server: Listening = field(default_factory=Listening)
    auth: SignIn | None = None
    access: Access | None = None


def load_server_settings(path: Path) -> ServerSettings:
    """Read a server file and check that it lets nobody in who is not meant to be.

    Raises
    ------
    SettingsError
        The file cannot be read, names what does not exist, lacks what is needed, or would open the analysis to
        whoever reaches the server.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot read server settings: {error}") from error
    try:
        return server_settings(table)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from error


def server_settings(table: Mapping[str, Any]) -> ServerSettings:
    """Check what a server file holds.

    Raises
    ------
    SettingsError
        As for :func:`load_server_settings`.

    Example
    -------
    >>> server_settings({"server": {"port": 8600}}).server
    Listening(address='127.0.0.1', port=8600, hosts=('127.0.0.1', 'localhost'), base_path='')
    """
    _refuse_unknown(table)
    try:
        settings = msgspec.convert(table, ServerSettings)
    except msgspec.ValidationError as error:
        raise SettingsError(re.sub(r" - at `\$\.?(.*)`", r": \1", str(error))) from error
    _check_listening(settings.server)
    _check_entrance(settings)
    if settings.auth is not None:
        _check_sign_in(settings.auth, settings.server)
    return settings


def is_this_machine(host: str) -> bool:
    """Tell whether a name or address reaches this machine from itself alone.

    Example
    -------
    >>> [is_this_machine(host) for host in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "desk.example")]
    [True, True, True, False, False]
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_listening(server: Listening) -> None:
    try:
        ipaddress.ip_address(server.address)
    except ValueError:
        raise SettingsError(f"[server] address must be an IP address, found {server.address!r}") from None
    if server.port is not None and not 1 <= server.port <= 65_535:
        raise SettingsError(f"[server] port must be from 1 to 65535, found {server.port}")
    for host in server.hosts:
        if not _HOST.fullmatch(host):
            raise SettingsError(f"[server] hosts holds {host!r}, expected a name in small letters, without port or *")
    if not server.hosts:
        raise SettingsError("[server] hosts names none, so that every request would be refused")
    if not _BASE_PATH.fullmatch(server.base_path):
        raise SettingsError(f"[server] base_path must be like /desk, found {server.base_path!r}")


def _check_entrance(settings: ServerSettings) -> None:
    """Refuse a server that others reach and that does not say who may enter."""
    reached = [name for name in (settings.server.address, *settings.server.hosts) if not is_this_machine(name)]
    if reached and settings.auth is None:
        raise SettingsError(f"{reached[0]} lets others than this machine in: [auth] and [access] must say whom")
    if settings.auth is None and settings.access is not None:
        raise SettingsError("[access] needs [auth]: nobody is known who does not sign in")
    if settings.auth is not None and not (settings.access and (settings.access.emails or settings.access.domains)):
        raise SettingsError("[auth] needs [access] with emails or domains: else whoever has an account may enter")
    access = settings.access or Access()
    for email in access.emails:
        if not all(email.partition("@")):
            raise SettingsError(f"[access] emails holds {email!r}, expected an e-mail address")
    for domain in access.domains:
        if not _HOST.fullmatch(domain.lower()):
            raise SettingsError(f"[access] domains holds {domain!r}, expected what follows the @, such as desk.example")


def _check_sign_in(auth: SignIn, server: Listening) -> None:
    for name, value in ((f.name, getattr(auth, f.name)) for f in dataclasses.fields(auth)):
        if not value.strip():
            raise SettingsError(f"[auth] {name} is empty")
    if len(auth.cookie_secret) < MIN_SECRET_CHARACTERS:
        raise SettingsError(f"[auth] cookie_secret must be {MIN_SECRET_CHARACTERS} characters or more, at random")
    for name in _ADDRESSES:
        address = urlsplit(getattr(auth, name))
        if address.scheme != "https" and not (address.scheme == "http" and is_this_machine(address.hostname or "")):
            raise SettingsError(f"[auth] {name} must begin with https://: over http, others could read along")
    back = urlsplit(auth.redirect_uri)
    if back.path != server.base_path + CALLBACK:
        raise SettingsError(f"[auth] redirect_uri must end with {server.base_path}{CALLBACK}")
    if back.hostname not in server.hosts:
        raise SettingsError(f"[auth] redirect_uri leads to {back.hostname}, which is not among [server] hosts")


def _refuse_unknown(table: Mapping[str, Any]) -> None:
    hints = get_type_hints(ServerSettings)
    for name, values in table.items():
        if name not in hints:
            raise SettingsError(f"no section [{name}]{_nearest(name, hints)}")
        if not isinstance(values, dict):
            raise SettingsError(f"{name} must be a section, found {values!r}")
        section = (get_args(hints[name]) or (hints[name],))[0]
        known = {one.name for one in dataclasses.fields(section)}
        for key in values:
            if key not in known:
                raise SettingsError(f"[{name}] has no {key}{_nearest(key, known)}")


def _nearest(name: str, known: Iterable[str]) -> str:
    match = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {match[0]}?" if match else f"; known: {', '.join(sorted(known))}"
