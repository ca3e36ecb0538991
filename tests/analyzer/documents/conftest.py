"""Whole files of every format, shared with the command that breaks them."""

import importlib.util
from pathlib import Path

import pytest

from analyzer.documents import load_documents
from analyzer.settings import DocumentSettings

_PATH = Path(__file__).parents[3] / "benchmarks" / "broken_files.py"


@pytest.fixture(scope="session")
def files():
    """The module that makes whole and broken files; it is part of the repository, not of the package."""
    spec = importlib.util.spec_from_file_location("broken_files", _PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def load(tmp_path):
    """Load one file of some bytes, by its name."""

    def load_file(name, data, **settings):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return load_documents([path], DocumentSettings(**settings))

    return load_file


@pytest.fixture
def refusal(load):
    """Load a file of which nothing can be read, and return the reason."""

    def reason(name, data, **settings):
        loaded = load(name, data, **settings)
        assert loaded.documents == ()
        return loaded.inputs[0].reason

    return reason
