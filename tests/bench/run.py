"""Print one table of how fast peel is, against what it cannot do without and against other public tools.

    python tests/bench/run.py [--quick] [start-up] [reading] [many] [scale] [side-by-side]

Ratios, not times: both halves of a pair run in turn, in one run on one machine, so that its noise meets both.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from measure import ENVIRONMENT, HERE, PEEL, PYTHON, ROOT, Run, Spread, in_turn, run, spread

CARD = "data/reports/2023-25/west-mercia.yaml"


class Line(NamedTuple):
    """A line of the table: what was measured against what, the figure, the goal, and what is behind the figure."""

    what: str
    against: str
    figure: Spread
    goal: str
    behind: str


class Bench(NamedTuple):
    """How long to measure, and where files may be made."""

    quick: bool
    below: Path

    def rounds(self, usual: int) -> int:
        """Return how many rounds to run."""
        return max(3, usual // 5) if self.quick else usual


# --- start-up --------------------------------------------------------------------------------------------------------


def start_up(bench: Bench) -> Iterator[Line]:
    """Whole processes against the bare imports that they cannot do without."""
    yield _pair(bench, [PEEL, "summary"], "import click, yaml, rich.console, rich.table", "<= 1.3")
    yield _pair(bench, [PEEL, "summary", "--json"], "import click, yaml, json", "<= 1.25")
    yield _pair(bench, [PEEL, "--help"], "import click", "<= 1.2")
    yield _pair(bench, [PEEL, "--version"], "import click", "<= 1.2")
    yield _pair(
        bench, [PEEL], "import click", "<= 1.2", _PEEL_COMPLETE="bash_complete", COMP_WORDS="peel su", COMP_CWORD="1"
    )


def _pair(bench: Bench, command: list[str], imports: str, goal: str, **environment: str) -> Line:
    what = "peel, completing a word" if environment else f"peel {' '.join(command[1:])}"
    ours, theirs = in_turn(
        bench.rounds(60), partial(run, command, **environment), partial(run, [PYTHON, "-c", imports])
    )
    return _against(what, imports, ours, theirs, goal)


def _against(what: str, against: str, ours: list[Run], theirs: list[Run], goal: str) -> Line:
    ratios = spread([one.seconds / other.seconds for one, other in zip(ours, theirs, strict=True)])
    cpu = spread([one.cpu / other.cpu for one, other in zip(ours, theirs, strict=True)])
    times = _times([one.seconds for one in ours], [one.seconds for one in theirs])
    return Line(what, against, ratios, goal, f"{times}; of processor time {cpu.median:.2f}")


def _times(ours: list[float], theirs: list[float]) -> str:
    return f"{spread(ours).median * 1000:,.0f} / {spread(theirs).median * 1000:,.0f} ms"


# --- reading ---------------------------------------------------------------------------------------------------------


def reading(bench: Bench) -> Iterator[Line]:
    """Text to checked reports; here a greater figure is better."""
    made_up = bench.below / "made-up"
    _make(300, made_up)
    for what, folder in (("built-in reports", ROOT / "data" / "reports"), ("reports of 4 KB", made_up)):
        printed = _output([PYTHON, HERE / "reading.py", str(bench.rounds(25)), folder])
        ours, theirs = zip(*(map(float, line.split()) for line in printed.splitlines()), strict=True)
        ratios = spread([other / one for one, other in zip(ours, theirs, strict=True)])
        yield Line(f"times as fast: {what}", "yaml.load, CSafeLoader", ratios, ">= 1.3", _times(ours, theirs))


def _make(count: int, *paths: Path) -> None:
    """Make reports, in a process of their own: this one must stay small."""
    _output([PYTHON, HERE / "made.py", str(count), *paths])


def _output(command: list[str | Path]) -> str:
    return subprocess.run(command, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE, text=True).stdout


# --- many reports ----------------------------------------------------------------------------------------------------


def many(bench: Bench) -> Iterator[Line]:
    """Questions about all built-in reports against the same about one."""
    for all_reports, one_report in (
        (["areas", "--all", "--json"], ["areas", "west-mercia", "--json"]),
        (["list"], ["list", "west-mercia"]),
        (["list"], ["summary"]),
    ):
        ours, theirs = in_turn(
            bench.rounds(25),
            partial(run, [PEEL, *all_reports]),
            partial(run, [PEEL, *one_report]),
        )
        yield _against(f"peel {' '.join(all_reports)}", f"peel {' '.join(one_report)}", ours, theirs, "<= 2.5")


# --- scale -----------------------------------------------------------------------------------------------------------


def scale(bench: Bench) -> Iterator[Line]:
    """Time and memory of each report beyond the first hundred, as their number grows."""
    folders = (100, 1000, 3000) if bench.quick else (100, 1000, 10_000, 20_000)
    files = (100, 1000, 3000) if bench.quick else (100, 1000, 4000, 8000)  # 8,000 are nearly 32 MiB, the limit
    for ending, counts in (("", folders), (".yaml", files), (".json", files)):
        paths = {count: bench.below / f"reports-{count}{ending}" for count in counts}
        for count, path in paths.items():
            _make(count, path)
        yield from _growth(f"list {ending or 'folder'}", ["list", "--json"], paths)


def _growth(what: str, command: list[str], paths: dict[int, Path]) -> Iterator[Line]:
    first, *sizes = in_turn(3, *(partial(run, [PEEL, *command, str(path)]) for path in paths.values()))
    base, few, *_ = paths
    usual: list[float] = []
    for count, runs in zip(list(paths)[1:], sizes, strict=True):
        beyond = [(one.cpu - start.cpu) / (count - base) for one, start in zip(runs, first, strict=True)]
        usual = usual or beyond
        if count != few:
            ratios = spread([one / other for one, other in zip(beyond, usual, strict=True)])
            behind = f"{spread(beyond).median * 1000:.2f} / {spread(usual).median * 1000:.2f} ms"
            yield Line(f"{what}, processor time each of {count:,}", f"each of {few:,}", ratios, "<= 1.15", behind)
        peaks = [(one.peak - start.peak) / (count - base) for one, start in zip(runs, first, strict=True)]
        behind = f"{spread([one.peak for one in runs]).median / 1024:,.0f} MB in all"
        yield Line(f"{what}, KB each of {count:,}", f"beyond {base}", spread(peaks), "<= 15", behind)


# --- side by side ----------------------------------------------------------------------------------------------------


def side_by_side(bench: Bench) -> Iterator[Line]:
    """The same work by hand-written scripts and by other tools, from a cold start."""
    card, rows = str(HERE / "card_by_hand.py"), str(HERE / "rows_by_hand.py")
    exported = bench.below / "rows.csv"
    run([PEEL, "areas", "--all", "-f", "csv", "-o", str(exported)])
    query = "select * from rows where grade = 'inadequate'"
    works = (
        (["summary"], [PYTHON, card, CARD], "yaml + rich by hand"),
        (["areas", "west-mercia", "--json"], [PYTHON, rows, CARD], "yaml + json by hand"),
        (["areas", "--all", "--json"], [PYTHON, rows, "data/reports"], "yaml + json by hand"),
        (["areas", "--all", "--width", "200"], ["csvlook", exported], "csvlook rows.csv"),
        (
            ["areas", "--all", "--grade", "inadequate", "--json"],
            ["sqlite-utils", "memory", exported, query],
            "sqlite-utils memory rows.csv",
        ),
    )
    for ours, theirs, name in works:
        tool = shutil.which(theirs[0])
        if tool is None:
            print(f"{theirs[0]} is not installed: not compared", file=sys.stderr)
            continue
        pair = in_turn(
            bench.rounds(25),
            partial(run, [PEEL, *ours]),
            partial(run, [tool, *map(str, theirs[1:])]),
        )
        yield _against(f"peel {' '.join(ours)}", name, *pair, "< 1")


# --- the table -------------------------------------------------------------------------------------------------------

PARTS: dict[str, Callable[[Bench], Iterator[Line]]] = {
    "start-up": start_up,
    "reading": reading,
    "many": many,
    "scale": scale,
    "side-by-side": side_by_side,
}


def main() -> None:
    """Measure what is named, else everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; else all")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and fewer files: under a minute")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - PARTS.keys():
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    table = [("measured", "against", "median", "quartiles", "goal", "behind it")]
    for name in asked.parts or PARTS:
        print(f"measuring {name} ...", file=sys.stderr)
        with TemporaryDirectory(prefix="peel-bench-") as below:
            for line in PARTS[name](Bench(asked.quick, Path(below))):
                low, median, high = line.figure
                table.append(
                    (line.what, line.against, f"{median:.2f}", f"{low:.2f}-{high:.2f}", line.goal, line.behind)
                )
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


if __name__ == "__main__":
    main()
