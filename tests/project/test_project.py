"""The structure of the code: imports go one way, and every command has help."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from support import ROOT, Peel

from peelcli.cli.commands import peel as group
from peelcli.formats import FORMATS

PACKAGE = ROOT / "peelcli"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))

# Each folder may import what stands above it, and itself.
LAYERS = (
    ("peelcli",),
    ("sanitise",),
    ("errors",),
    ("reading",),
    ("model",),
    ("drafting", "loading"),
    ("answers",),
    ("writing",),
    ("formats",),
    ("cli",),
    ("__main__",),
)


def name_of(path: Path) -> str:
    """The dotted name of a module below peelcli: `formats.csv`; a package is called by its own name."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "peelcli"


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def imports(path: Path) -> frozenset[str]:
    """All modules that a module imports: at once, when it is used, or to name a type."""
    names = {name_of(module) for module in MODULES}
    modules: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            modules.update(name if name.removeprefix("peelcli.") in names else node.module for name in inner)
    return frozenset(modules)


def own_imports(path: Path) -> set[str]:
    """The modules of peelcli that a module imports, without their first word."""
    own = (name for name in imports(path) if name.split(".")[0] == "peelcli")
    return {name.removeprefix("peelcli.") for name in own}


def layer(name: str) -> int:
    first = name.split(".")[0]
    return next(number for number, layer in enumerate(LAYERS) if first in layer)


@cache
def called(path: Path) -> set[str]:
    """What a module calls, as it is written: `print`, `sys.exit`."""
    return {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}


# --- imports ---


def test_a_module_imports_only_from_its_own_package_and_the_layers_below_it() -> None:
    pairs = [(name_of(path), other) for path in MODULES for other in own_imports(path)]
    across = [(mine, other) for mine, other in pairs if mine.split(".")[0] != other.split(".")[0]]
    assert [f"{mine} imports {other}" for mine, other in across if layer(other) >= layer(mine)] == []


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {name_of(path): own_imports(path) - {name_of(path)} for path in MODULES}
    assert set(TopologicalSorter(graph).static_order()) >= set(graph)


def importing(library: str) -> set[str]:
    return {name_of(path) for path in MODULES if any(name.split(".")[0] == library for name in imports(path))}


@pytest.mark.parametrize(
    ("library", "modules"),
    [
        (
            "click",
            {
                f"cli.{name}"
                for name in "actions command commands completion group messages options output types".split()
            },
        ),
        ("rich", {"formats.terminal", "cli.progress"}),
        ("yaml", {"reading.yaml_errors", "reading.yaml_tree", "writing.yaml_text"}),
        ("sqlite3", {"writing.export"}),
    ],
    ids=[
        "click in the command line",
        "rich in tables and the progress bar",
        "yaml in the reader and the writer",
        "sqlite3 in the export",
    ],
)
def test_a_library_is_known_in_one_place(library: str, modules: set[str]) -> None:
    assert importing(library) == modules


@pytest.mark.parametrize("module", ["report", "names"])
def test_reports_and_names_import_nothing_of_peel(module: str) -> None:
    assert own_imports(PACKAGE / "model" / f"{module}.py") == set()


def test_errors_import_nothing_of_peel_or_of_a_terminal() -> None:
    assert own_imports(PACKAGE / "errors.py") <= {"sanitise"}
    assert {name.split(".")[0] for name in imports(PACKAGE / "errors.py")} <= {*sys.stdlib_module_names, "peelcli"}


def test_run_time_dependencies_are_three() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(requirement.split(">=")[0] for requirement in project["dependencies"]) == ["click", "pyyaml", "rich"]
    others = {name.split(".")[0] for path in MODULES for name in imports(path)} - set(sys.stdlib_module_names)
    assert others == {"click", "peelcli", "rich", "yaml"}


# --- what modules may do ---


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if path.parent.name == "answers" and path.stem != "glossary"],
    ids=name_of,
)
def test_answers_are_pure(path: Path) -> None:
    """Values in, values out: no file, no stream, no environment, no clock. (The glossary is data, and reads it.)"""
    outside = {"builtins", "datetime", "io", "os", "pathlib", "random", "subprocess", "sys", "tempfile", "time"}
    assert {module.split(".")[0] for module in imports(path)}.isdisjoint(outside)
    assert called(path).isdisjoint({"open", "print", "input", "exec", "eval", "exit", "quit"})


def callers(*names: str) -> list[str]:
    """The modules that call one of these."""
    return [name_of(path) for path in MODULES if called(path) & {*names}]


def test_only_the_command_line_prints_or_exits() -> None:
    modules = callers("print", "input", "click.echo", "echo", "sys.exit", "exit", "os._exit")
    assert [name for name in modules if not name.startswith(("cli", "__main__"))] == []


def test_no_module_runs_other_programs() -> None:
    assert callers("eval", "exec", "compile", "os.system", "__import__", "yaml.load") == []
    for library in ("subprocess", "pickle", "socket", "urllib", "http", "ssl"):
        assert importing(library) == set(), library


def conditions(path: Path) -> Iterator[ast.expr]:
    """Everything that is asked in a module."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            yield node.test
        elif isinstance(node, ast.comprehension):
            yield from node.ifs
        elif isinstance(node, ast.MatchValue):
            yield node.value


def test_only_the_formats_distinguish_formats() -> None:
    comparisons = {
        (name_of(path), ast.unparse(condition))
        for path in MODULES
        if not name_of(path).startswith("formats")
        for condition in conditions(path)
        for node in ast.walk(condition)
        if isinstance(node, ast.Constant) and node.value in FORMATS
    }
    # --json is another word for --format json: that both are not meant at once is a matter of options.
    assert comparisons == {("cli.output", "name not in (None, 'json')")}


def test_a_module_is_named_after_what_it_is_about() -> None:
    assert {path.stem for path in MODULES}.isdisjoint({"utils", "util", "helpers", "common", "manager", "misc"})


# --- help ---


@pytest.mark.parametrize("name", group.commands)
def test_every_command_has_a_line_in_the_help_that_is_whole(name: str, peel: Peel) -> None:
    help = group.commands[name].help
    assert help is not None
    first = help.split("\n\n")[0].replace("\n", " ")
    assert first.endswith(".")
    widest = max(map(len, group.commands))
    assert f"  {name:<{widest}}  {first}\n" in peel("--help").stdout


def test_the_help_fits_80_columns(peel: Peel) -> None:
    assert max(map(len, peel("--help").stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("columns", "first"),
    [
        ("20", "HMICFRS inspects the 43 police forces of England"),
        ("60", "HMICFRS inspects the 43 police forces of England and"),
        ("junk", "HMICFRS inspects the 43 police forces of England and Wales and grades them"),
        ("500", "HMICFRS inspects the 43 police forces of England and Wales and grades them area by area (PEEL)."),
    ],
)
def test_the_help_is_as_wide_as_the_window_between_limits(
    columns: str, first: str, peel: Peel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert f"\n  {first}\n" in peel("--help").stdout


@pytest.mark.parametrize("name", group.commands)
def test_every_option_of_a_command_is_explained(name: str) -> None:
    for option in group.commands[name].params:
        if option.param_type_name == "option":
            help = getattr(option, "help", None)
            assert help is not None, option.name
            assert help.endswith("."), option.name
