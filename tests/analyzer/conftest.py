"""The command line, run in this process."""

import sys

import pytest

from analyzer import cli


@pytest.fixture
def run(monkeypatch, capfd):
    """Run the command line; return its exit code, what it printed, and what it said."""

    def run_it(*arguments):
        monkeypatch.setattr(sys, "argv", ["analyzer", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capfd.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run_it
