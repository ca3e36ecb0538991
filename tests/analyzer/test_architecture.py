"""Holds the house together: who may import whom, how long a file may be, what a file may be called."""

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = (
    {"schema", "settings", "errors"},
    {"protocols", "language", "neighbours", "cache_keys", "ids", "kept_analysis"},
    {
        "documents",
        "copies",
        "statements",
        "embeddings",
        "threads",
        "comparisons",
        "groups",
        "conflicts",
        "corrections",
        "reviews",
        "lineage",
        "models",
    },
    {"storage", "tables", "reports", "evaluation"},
    {"pipeline", "assembly", "runs", "corrected", "changes", "two_texts", "text_groups", "library"},
    {"cli", "__main__", "dashboard"},
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# Beyond what its floor allows: reports are drawn from tables and written beside the data files that storage writes,
# assembly fills the pipeline's parts with models, two texts are judged with the same parts, and a run joins the
# pipeline to what storage keeps.
ALSO = {
    ("reports", "tables"),
    ("reports", "storage"),
    ("assembly", "models"),
    ("assembly", "pipeline"),
    ("runs", "pipeline"),
    ("runs", "assembly"),
    ("runs", "storage"),
    ("runs", "changes"),
    ("library", "runs"),
    ("two_texts", "pipeline"),
    ("text_groups", "pipeline"),
    ("text_groups", "two_texts"),
    ("__main__", "cli"),
}
ONLY_IN = {
    "streamlit": "dashboard",
    "torch": "models",
    "sentence_transformers": "models",
    "transformers": "models",
    "huggingface_hub": "models",
    "onnxruntime": "models",
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "base", "common"}
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40


class Import(NamedTuple):
    module: str
    late: bool  # inside a function or under TYPE_CHECKING, so not run when the file is imported


def package_files():
    return sorted(path for package in ("analyzer", "dashboard") for path in (ROOT / package).rglob("*.py"))


def room_of(module):
    """The room of a dotted name: the part after ``analyzer``, or ``dashboard``; None for the public front."""
    package, *rest = module.split(".")
    if package == "dashboard":
        return "dashboard"
    return rest[0] if rest else None


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(tree):
    found = []

    def visit(node, late):
        if isinstance(node, ast.Import):
            found.extend(Import(alias.name, late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            submodules = [f"analyzer.{alias.name}" for alias in node.names if alias.name in FLOOR_OF]
            names = submodules if node.module == "analyzer" and submodules else [node.module]
            found.extend(Import(name, late) for name in names)
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        guarded = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for child in ast.iter_child_nodes(node):
            visit(child, late or inside or guarded)

    visit(tree, late=False)
    return found


def may_import(room, other):
    """Whether a room may know another: itself, what stands below it, but never a stage from beside or above it."""
    if room is None or room == other or (room, other) in ALSO:
        return True
    if other == "models" or other not in FLOOR_OF or room not in FLOOR_OF:
        return False
    floor, other_floor = FLOOR_OF[room], FLOOR_OF[other]
    if room == "assembly" or floor == FLOOR_OF["storage"]:
        return other_floor <= 1
    if room in ("pipeline", "runs", "corrected", "changes", "two_texts", "text_groups", "library"):
        return other_floor <= 2
    return other_floor < floor or (floor == other_floor <= 1)


def offences(module, source):
    """What in a file breaks the rules about imports, as sentences."""
    room, found = room_of(module), []
    for name, late in imports_of(ast.parse(source)):
        package = name.split(".")[0]
        if package in ONLY_IN and room != ONLY_IN[package]:
            found.append(f"{module} imports {package}, which only {ONLY_IN[package]} may")
        elif package in ONLY_IN and package != "streamlit" and not late:
            found.append(f"{module} imports {package} before it is needed")
        elif name.startswith("dashboard") and module.startswith("analyzer"):
            if room != "cli" or not late:
                found.append(f"{module} imports the dashboard")
        elif package == "analyzer" and (other := room_of(name)) is not None and not may_import(room, other):
            found.append(f"{module} ({room}) imports {name}")
    return found


def function_lines(function):
    """Lines of a function without its decorators and docstring."""
    docstring = function.body[0] if ast.get_docstring(function, clean=False) is not None else None
    return function.end_lineno - function.lineno + 1 - (docstring.end_lineno - docstring.lineno + 1 if docstring else 0)


def file_offences(source):
    """What in a file is too long."""
    tree, found = ast.parse(source), []
    n_lines = len(source.splitlines())
    if n_lines > MAX_FILE_LINES:
        found.append(f"{n_lines} lines")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and function_lines(node) > MAX_FUNCTION_LINES:
            found.append(f"{node.name} has {function_lines(node)} lines")
    return found


def prints(source):
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


FILES = pytest.mark.parametrize("path", package_files(), ids=lambda path: str(path.relative_to(ROOT)))


@FILES
def test_every_room_has_a_floor(path):
    room = room_of(module_of(path))
    assert room is None or room in FLOOR_OF, f"decide on which floor {room} stands"


@FILES
def test_dependencies_point_downwards(path):
    assert offences(module_of(path), path.read_text(encoding="utf-8")) == []


@FILES
def test_files_and_functions_are_short(path):
    assert file_offences(path.read_text(encoding="utf-8")) == []


@FILES
def test_only_the_command_line_prints(path):
    assert room_of(module_of(path)) == "cli" or prints(path.read_text(encoding="utf-8")) == []


@FILES
def test_names_say_what_is_inside(path):
    assert path.stem not in FORBIDDEN_NAMES
    assert path.parent.name not in FORBIDDEN_NAMES


def test_the_command_line_knows_the_dashboard_in_one_place():
    found = [
        (module_of(path), name)
        for path in package_files()
        if module_of(path).startswith("analyzer")
        for name, _ in imports_of(ast.parse(path.read_text(encoding="utf-8")))
        if name.startswith("dashboard")
    ]
    assert len(found) <= 1, found


def test_tests_are_no_package():
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("analyzer.threads.edges", "from analyzer.groups import group_statements"),
        ("analyzer.threads.edges", "import analyzer.models.hashing"),
        ("analyzer.threads.edges", "from analyzer import pipeline"),
        ("analyzer.schema", "from analyzer.language.tokens import tokenize"),
        ("analyzer.language.tokens", "from analyzer.statements import extract_statements"),
        ("analyzer.tables", "from analyzer.storage import load_analysis"),
        ("analyzer.reports", "from analyzer.conflicts import find_conflicts"),
        ("analyzer.pipeline", "from analyzer.models.hashing import HashingEncoder"),
        ("analyzer.pipeline", "from analyzer.storage import save_analysis"),
        ("analyzer.two_texts", "from analyzer.assembly import assemble"),
        ("analyzer.runs", "from analyzer.reports import write_report"),
        ("analyzer.changes.finding", "from analyzer.storage import read_analysis"),
        ("analyzer.reviews.reviewing", "from analyzer.lineage import follow"),
        ("analyzer.cli", "from analyzer.models.hashing import HashingEncoder"),
        ("analyzer.cli", "from dashboard.launch import launch"),
        ("analyzer.reports", "def draw():\n    import dashboard"),
        ("analyzer.embeddings", "def embed():\n    import torch"),
        ("analyzer.models.sentence_encoder", "from sentence_transformers import SentenceTransformer"),
        ("analyzer.cli", "import streamlit"),
        ("dashboard.app", "import torch"),
        ("dashboard.app", "from analyzer.models.hashing import HashingEncoder"),
    ],
)
def test_a_wrong_import_is_noticed(module, source):
    assert len(offences(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("analyzer.threads.edges", "from analyzer.schema import Statement\nfrom analyzer.threads.terms import Term"),
        ("analyzer.threads.edges", "from analyzer.language.tokens import tokenize\nimport numpy"),
        ("analyzer.reports.page", "from analyzer.tables import queue"),
        ("analyzer.pipeline", "from analyzer import __version__\nfrom analyzer.threads import thread_statements"),
        ("analyzer.assembly", "from analyzer.models.hashing import HashingEncoder"),
        ("analyzer.runs", "from analyzer.assembly import assemble\nfrom analyzer.storage.decisions import DecisionLog"),
        ("analyzer.changes.finding", "from analyzer.reviews import cite\nfrom analyzer.lineage import Summary"),
        ("analyzer.models.sentence_encoder", "def load():\n    import torch"),
        ("analyzer.cli", "def dashboard():\n    from dashboard.launch import launch"),
        ("analyzer.cli", "from analyzer.reports import write_report\nfrom analyzer.assembly import assemble"),
        ("dashboard.app", "import streamlit\nfrom analyzer.tables import queue"),
    ],
)
def test_a_right_import_is_let_through(module, source):
    assert offences(module, source) == []


def test_a_long_file_and_a_long_function_are_noticed():
    body = "    pass\n" * MAX_FUNCTION_LINES
    assert file_offences(f"def long():\n{body}") == [f"long has {MAX_FUNCTION_LINES + 1} lines"]
    assert file_offences("x = 1\n" * (MAX_FILE_LINES + 1)) == [f"{MAX_FILE_LINES + 1} lines"]


def test_docstrings_and_decorators_do_not_count():
    docstring = '    """First.\n' + "    more\n" * 50 + '    """\n'
    assert file_offences(f"@cache\ndef short():\n{docstring}    pass\n") == []


@pytest.mark.parametrize("path", sorted((ROOT / "dashboard" / "drawing").glob("*.py")), ids=lambda path: path.name)
def test_what_only_draws_html_knows_no_streamlit(path):
    assert [one.module for one in imports_of(ast.parse(path.read_text("utf-8"))) if "streamlit" in one.module] == []


def test_a_print_is_noticed():
    assert prints("def f():\n    print(1)") == [2]
