"""Serve the dashboard: to this machine only, unless a server file says who else may enter.

Nothing leaves the machine: the server sends no usage figures, and every answer carries a content security policy under
which a browser asks nobody else, whatever stands in a document.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.errors import InputError, SettingsError
from analyzer.protocols import Progress
from analyzer.storage import ANALYSIS_FILE
from dashboard.server.browser_rules import ContentPolicy, SameOrigin, content_policy, page_routes
from dashboard.server.server_settings import CALLBACK, ServerSettings, load_server_settings
from dashboard.server.signing_in import ask_for
from dashboard.state import DIRECTORY_VARIABLE

if TYPE_CHECKING:
    import streamlit as st

MAX_UPLOAD_MEGABYTES = 20

SERVER_CONFIG: dict[str, Any] = {
    "server.headless": True,  # no browser is opened and nobody is asked for an e-mail address
    "server.fileWatcherType": "none",
    "server.maxUploadSize": MAX_UPLOAD_MEGABYTES,
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.trustedUserHeaders": {},  # who somebody is, only the identity provider says
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.allowedOrigins": ["http://127.0.0.1"],
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


def launch(
    directory: Path,
    *,
    port: int | None = None,
    server_file: Path | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> None:
    """Serve the dashboard of one analysis and block until it is stopped.

    Parameters
    ----------
    directory
        Holds ``analysis.json``. Where it does not and a folder ``seeds`` stands beside it, the seeds are
        analysed into it first.
    port
        Port to listen on, whatever the file says; ``None`` takes that of the file, else 8501, or the next free one.
    server_file
        Says where to listen and who may enter; ``None`` serves this machine only, without signing in.
    progress
        Told about the analysis, when one is made.

    Raises
    ------
    InputError
        There is no analysis and nothing to make one from.
    SettingsError
        The server file cannot be used, or what signing in needs is not installed.
    """
    settings = ServerSettings() if server_file is None else load_server_settings(server_file)
    if port is not None:
        settings = dataclasses.replace(settings, server=dataclasses.replace(settings.server, port=port))
    if settings.auth is not None and not all(map(find_spec, ("authlib", "httpx"))):
        raise SettingsError("signing in needs more: pip install 'statement-comparison-analyzer[server]'")
    directory = directory.resolve()
    if not (directory / ANALYSIS_FILE).is_file():
        analyze_seeds(directory, progress)
    os.environ[DIRECTORY_VARIABLE] = str(directory)
    ask_for(settings.access)
    serve(directory, settings)


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
    from analyzer.reports import write_report
    from analyzer.runs import alone, changes_since, memory_of, record_run, run
    from analyzer.settings import load_settings, settings_kept_in

    settings, memory = load_settings(settings_kept_in(directory)), memory_of(directory)
    with alone(memory, directory):
        analysis, embeddings = run([seeds], settings, memory, progress)
        write_report(analysis, embeddings, directory, settings.report, changes_since(analysis, memory))
        record_run(analysis, memory)


def serve(directory: Path, settings: ServerSettings) -> None:
    """Run Streamlit in this process with the configuration above, whatever configuration files say."""
    import streamlit as st
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    from dashboard.pages import VIEWS
    from dashboard.preparing import open_early

    hosts = list(settings.server.hosts)

    @asynccontextmanager
    async def announce(app: st.App) -> AsyncIterator[None]:
        sys.stderr.write("Opening the analysis …\n")
        open_early()
        address = address_of(settings, st.get_option("server.port"))
        sys.stdout.write(f"Dashboard of {directory}: {address}\nStop it with Ctrl+C.\n")
        sys.stdout.flush()
        yield

    app = st.App(
        Path(__file__).with_name("app.py"),
        secrets=None if settings.auth is None else {"auth": dataclasses.asdict(settings.auth)},
        lifespan=announce,
        routes=page_routes(VIEWS, settings.server.base_path),
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            Middleware(SameOrigin),
            Middleware(ContentPolicy, policy=content_policy(hosts)),
        ],
    )
    app.run(config=server_config(settings))


def server_config(settings: ServerSettings) -> dict[str, Any]:
    """Return Streamlit's configuration for a server."""
    server = settings.server
    config = {
        **SERVER_CONFIG,
        "server.address": server.address,
        "server.allowedHosts": list(server.hosts),
        "server.baseUrlPath": server.base_path.strip("/"),
    }
    return config if server.port is None else {**config, "server.port": server.port}


def address_of(settings: ServerSettings, port: int) -> str:
    """Return the address under which people open a server that listens on a port.

    Example
    -------
    >>> address_of(ServerSettings(), 8501)
    'http://127.0.0.1:8501'
    """
    if settings.auth is not None:
        return settings.auth.redirect_uri.removesuffix(CALLBACK)
    return f"http://{settings.server.hosts[0]}:{port}{settings.server.base_path}"
