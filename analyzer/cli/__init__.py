"""The command line: parse, call, print; the only print."""

from analyzer.cli.commands import main
from analyzer.cli.terminal import ProgressLines

__all__ = ["ProgressLines", "main"]
