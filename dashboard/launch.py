"""Serve the dashboard to this machine only.

Nothing leaves the machine: the server listens on the loopback address, sends no usage figures, and every answer
carries a content security policy under which a browser asks nobody else, whatever stands in a document.
"""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.errors import InputError
from analyzer.protocols import Progress
from analyzer.storage import ANALYSIS_FILE
from dashboard.state import DIRECTORY_VARIABLE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ADDRESS = "127.0.0.1"
HOSTS = [ADDRESS, "localhost"]

SERVER_CONFIG: dict[str, Any] = {
    "server.address": ADDRESS,
    "server.allowedHosts": HOSTS,
    "server.headless": True,  # no browser is opened and nobody is asked for an e-mail address
    "server.fileWatcherType": "none",
    "server.maxUploadSize": 1,  # MB; nothing is uploaded
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.allowedOrigins": [f"http://{ADDRESS}"],
    "logger.hideWelcomeMessage": True,
    "runner.magicEnabled": False,
    "theme.headingFont": "serif",
    "theme.baseRadius": "small",
    "theme.light.primaryColor": "#1d5a7a",
    "theme.light.backgroundColor": "#fdfcfa",
    "theme.light.secondaryBackgroundColor": "#f3f1ec",
    "theme.light.textColor": "#1f2328",
    "theme.dark.primaryColor": "#7cb7d6",
    "theme.dark.backgroundColor": "#15181b",
    "theme.dark.secondaryBackgroundColor": "#1f2428",
    "theme.dark.textColor": "#e6e4df",
}

CONTENT_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws://127.0.0.1:* ws://localhost:*",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)


def launch(directory: Path, *, port: int | None = None, progress: Progress = lambda stage, done, total: None) -> None:
    """Serve the dashboard of one analysis and block until it is stopped.

    Parameters
    ----------
    directory
        Holds ``analysis.json``. Where it does not and a folder ``seeds`` stands beside it, the seeds are
        analysed into it first.
    port
        Port to listen on; ``None`` takes 8501, or the next free one.
    progress
        Told about the analysis, when one is made.

    Raises
    ------
    InputError
        There is no analysis and nothing to make one from.
    """
    directory = directory.resolve()
    if not (directory / ANALYSIS_FILE).is_file():
        analyze_seeds(directory, progress)
    os.environ[DIRECTORY_VARIABLE] = str(directory)
    serve(directory, port)


def analyze_seeds(directory: Path, progress: Progress) -> None:
    """Analyse the folder ``seeds`` beside ``directory`` and write the result into ``directory``.

    Raises
    ------
    InputError
        There is no such folder.
    """
    seeds = directory.parent / "seeds"
    if not seeds.is_dir():
        raise InputError(
            f"{directory / ANALYSIS_FILE} does not exist. Make it first: analyzer report INPUT... --out {directory}"
        )
    # The analysis needs the models; opening one that exists must not load them.
    from analyzer.assembly import assemble
    from analyzer.pipeline import analyze
    from analyzer.reports import write_report
    from analyzer.settings import Settings

    directory.mkdir(parents=True, exist_ok=True)
    settings = Settings()
    analysis, embeddings = analyze([seeds], settings=settings, parts=assemble(settings), progress=progress)
    write_report(analysis, embeddings, directory, settings.report)


def serve(directory: Path, port: int | None) -> None:
    """Run Streamlit in this process with the configuration above, whatever configuration files say."""
    import streamlit as st
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    @asynccontextmanager
    async def announce(app: st.App) -> AsyncIterator[None]:
        address = f"http://{ADDRESS}:{st.get_option('server.port')}"
        sys.stdout.write(f"Dashboard of {directory}: {address}\nStop it with Ctrl+C.\n")
        sys.stdout.flush()
        yield

    app = st.App(
        Path(__file__).with_name("app.py"),
        lifespan=announce,
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS), Middleware(ContentPolicy)],
    )
    app.run(config=SERVER_CONFIG if port is None else {**SERVER_CONFIG, "server.port": port})


class ContentPolicy:
    """ASGI middleware that lets the browser load nothing from anywhere else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to every HTTP answer."""

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_headers(message)
            await send(message)

        await self.app(scope, receive, send_with_policy)


def add_headers(message: MutableMapping[str, Any]) -> None:
    """Add the content security policy to the start of an answer, and keep addresses from being passed on."""
    message["headers"] = [
        *message.get("headers", []),
        (b"content-security-policy", CONTENT_POLICY.encode()),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
    ]
