"""Compare the claims and statements of news documents: who said what, who agrees, where accounts differ.

What is listed here is public, and changes as ``docs/library.md`` promises; all else may change at any time. Nothing
is loaded before it is used.

Examples
--------
>>> from analyzer import analyze
>>> analysis = analyze("articles/")  # doctest: +SKIP
>>> [conflict.rationale for conflict in analysis.conflicts]  # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from analyzer.documents import read_text
    from analyzer.errors import AnalyzerError
    from analyzer.library import analyze
    from analyzer.schema import (
        Analysis,
        Comparison,
        Conflict,
        ConflictSide,
        Document,
        Evidence,
        Group,
        Span,
        Speaker,
        Statement,
        Thread,
    )
    from analyzer.settings import Settings, change_settings, load_settings
    from analyzer.storage import read_analysis, write_analysis
    from analyzer.storage.frames import from_frames, to_frames

__all__ = [
    "Analysis",
    "AnalyzerError",
    "Comparison",
    "Conflict",
    "ConflictSide",
    "Document",
    "Evidence",
    "Group",
    "Settings",
    "Span",
    "Speaker",
    "Statement",
    "Thread",
    "__version__",
    "analyze",
    "change_settings",
    "from_frames",
    "load_settings",
    "read_analysis",
    "read_text",
    "to_frames",
    "write_analysis",
]

_RECORDS = "Analysis Comparison Conflict ConflictSide Document Evidence Group Span Speaker Statement Thread"
_MODULE_OF = {
    **dict.fromkeys(_RECORDS.split(), "schema"),
    **dict.fromkeys(("Settings", "change_settings", "load_settings"), "settings"),
    **dict.fromkeys(("read_analysis", "write_analysis"), "storage"),
    **dict.fromkeys(("from_frames", "to_frames"), "storage.frames"),
    "AnalyzerError": "errors",
    "analyze": "library",
    "read_text": "documents",
}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
