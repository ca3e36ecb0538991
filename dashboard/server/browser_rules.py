"""What a browser may do with the dashboard: load nothing from elsewhere, and be sent by no page but its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dashboard.navigation import FIRST
from dashboard.server.server_settings import is_this_machine

if TYPE_CHECKING:
    from starlette.routing import Route
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "Statements compared"
_REFUSED = b"Pages of other sites may not ask this server."


def content_policy(hosts: Iterable[str]) -> str:
    """Return the content security policy of a server that is asked for by these names.

    Browsers that do not take ``'self'`` for the socket of a page need its address by name; to other machines the
    socket is always encrypted.

    Example
    -------
    >>> content_policy(["desk.example"]).split("; ")[5]
    "connect-src 'self' wss://desk.example:*"
    """
    sockets = " ".join(f"{'ws' if is_this_machine(host) else 'wss'}://{host}:*" for host in hosts)
    return "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' {sockets}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )


class ContentPolicy:
    """ASGI middleware that lets the browser load nothing from anywhere else."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self.app = app
        self.policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to every HTTP answer."""

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_headers(message, self.policy)
            await send(message)

        await self.app(scope, receive, send_with_policy)


def add_headers(message: MutableMapping[str, Any], policy: str) -> None:
    """Add the content security policy to the start of an answer, and keep addresses from being passed on."""
    message["headers"] = [
        *message.get("headers", []),
        (b"content-security-policy", policy.encode()),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
    ]


class SameOrigin:
    """ASGI middleware that refuses what a page of another site, or of another port, asks for.

    Streamlit itself lets every page of this machine open a socket, and looks up the machine's address on the internet
    when another one tries.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what the dashboard's own pages ask for, and what no page asks for."""
        if scope["type"] not in ("http", "websocket") or is_own(dict(scope["headers"])):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": _REFUSED})


def is_own(headers: dict[bytes, bytes]) -> bool:
    """Tell whether a request comes from a page of the server it is sent to, or from no page.

    Example
    -------
    >>> is_own({b"host": b"localhost:8501", b"origin": b"http://localhost:3000"})
    False
    """
    origin = headers.get(b"origin")
    return origin is None or urlsplit(origin.decode("latin-1")).netloc == headers.get(b"host", b"").decode("latin-1")


def page_routes(names: Iterable[str], base_path: str) -> list[Route]:
    """Serve every page with Streamlit's own HTML, in which the address of the server is named.

    Without it the browser takes the address of the page for that of the server and asks below it first, in vain, which
    shows as two errors in its console. The first page is sent to the root, where alone Streamlit knows it.

    Parameters
    ----------
    names
        Of the pages, as they stand in the address.
    base_path
        As in :class:`~dashboard.server.server_settings.Listening`.
    """
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, RedirectResponse
    from starlette.routing import Route
    from streamlit.file_util import get_static_dir

    html = page_html((Path(get_static_dir()) / "index.html").read_text(encoding="utf-8"), base_path)

    async def page(request: Request) -> HTMLResponse:
        return HTMLResponse(html, headers={"cache-control": "no-cache"})

    async def root(request: Request) -> RedirectResponse:
        return RedirectResponse(f"{base_path}/?{request.url.query}".rstrip("?"))

    served = [Route(f"{base_path}/{name}", page) for name in ("", *names) if name != FIRST]
    return [*served, Route(f"{base_path}/{FIRST}", root)]


def page_html(html: str, base_path: str) -> str:
    """Name the address of the server, and the dashboard, in the HTML of Streamlit's page.

    Example
    -------
    >>> page_html("<head><title>Streamlit</title></head>", "/desk")
    '<head><script>window.__streamlit = {BACKEND_BASE_URL: location.origin + "/desk/"}</script><title>Statements
    compared</title></head>'
    """
    named = (
        f"<script>window.__streamlit = {{BACKEND_BASE_URL: location.origin + {json.dumps(base_path + '/')}}}</script>"
    )
    return html.replace("<head>", f"<head>{named}", 1).replace("<title>Streamlit<", f"<title>{TITLE}<", 1)
