"""Measure the worst that a report file can do: python tests/bench/hostile.py [--mb 30] [--matrix] [CASE]...

The bound: input of N bytes is answered within 1 s + 1 s per MB and 64 MB + 150 bytes of memory per byte. Each case
runs in a process of its own; the table says how long it took, its peak memory, and what it answered first. A `!`
marks what is over the bound. With `--matrix` the accepted inputs go through every command in every format and some
options, and the table is sorted, worst first.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from peelcli.formats import FORMATS

COMMANDS = (("summary",), ("check",), ("check", "-f", "json"))
ROW_COMMANDS = ("areas", "improvements", "praise", "responses", "list", "compare", "count", "check")
DATA_COMMANDS = ("search word", "trend northshire")
OPTIONS = tuple(
    tuple(line.split())
    for line in """\
summary --ascii
summary --ascii -f html
summary --ascii -f svg
summary --color always
summary --grade good
summary --text word
summary --width 20
summary --width 60
summary --width 500
areas --area workforce
areas --ascii
areas --color always --width 80
areas --fields area,source_url,area
areas --grade good
areas --sort area --limit 3
areas --text word
check --strict
compare --change better
compare --wide
compare --width 60
count --ascii
count --by area,force,cycle,grade
count --by grade
count --grade good
improvements --excel -f csv
improvements --width 500
list --grade good
list --incomplete
list --sort -known
responses --ascii
responses --width 20
search word --limit 3
export
draft""".splitlines()
)
PATIENCE = 120


class Case(NamedTuple):
    """A file: a part that is repeated until it is as large as asked, or has so many MB; @ is a running number."""

    part: str
    before: str = ""
    after: str = ""
    ending: str = "yaml"
    size: float | None = None

    def text(self, megabytes: float) -> Iterator[str]:
        """Yield the text of the file bit by bit: the most memory of a process counts that of its parent's too."""
        yield self.before
        for number in range(
            max(1, int((megabytes if self.size is None else self.size) * 1e6) // len(self.part.encode()))
        ):
            yield self.part.replace("@", f"{number:07}")
        yield self.after


HEAD = "force: Northshire\ncycle: 2023-25\n"
NO_GRADES = f"{HEAD}graded_areas: []\n"
GRADES = f"{HEAD}graded_areas:\n"
SOURCES = f"sources: {{{', '.join(f's{number}: {{}}' for number in range(5000))}, z: {{}}}}\n"
JSON = '{"force": "N", "cycle": "2016", "graded_areas": [], '
LEVELS = range(1, 9)
MERGE_BOMB = "b0: &b0 {x: 1}\n" + "".join(f"b{n}: &b{n} {{<<: [{f'*b{n - 1}, ' * 10}]}}\n" for n in LEVELS)
ALIAS_BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 10}]\n" for n in LEVELS)

CASES = {
    "merge bomb": Case(MERGE_BOMB, size=0),
    "alias bomb": Case(ALIAS_BOMB, size=0),
    "100,000 [": Case("[", size=0.1),
    "100,000 {": Case("{a: ", size=0.4),
    "100,000 [ in JSON": Case("[", ending="json", size=0.1),
    "100,000 { in JSON": Case('{"a":', ending="json", size=0.5),
    "5,000 digits": Case("9", f"{NO_GRADES}published: ", size=0.005),
    "5,000 digits in JSON": Case("9", f'{JSON}"published": ', "}", "json", 0.005),
    "all digits in JSON": Case("9", f'{JSON}"published": ', "}", "json"),
    # much text
    "one text": Case("word ", f"{NO_GRADES}summary: "),
    "one word": Case("x", f"{NO_GRADES}summary: "),
    "a text of escapes": Case("\\e", f'{NO_GRADES}summary: "', '"'),
    "a text of £": Case("£", f"{NO_GRADES}summary: "),
    "a text of many lines": Case("  a\n", f"{NO_GRADES}summary: |\n"),
    "a text in JSON": Case("word ", f'{JSON}"summary": "', '"}', "json"),
    "a long grade": Case("good ", f"{GRADES}- {{area: x, grade: ", "}\n"),
    "a long force": Case("West ", "force: ", "\ncycle: 2016\ngraded_areas: []\n"),
    "a long area": Case("prevent ", f"{GRADES}- {{grade: good, area: ", "}\n"),
    "a long address": Case("x", f"{NO_GRADES}summary: https://"),
    "many addresses": Case("https://a. ", f"{NO_GRADES}summary: "),
    "a long comment": Case("x", "# "),
    "many comments": Case("# x\n"),
    "a quote never closed": Case("x ", 'force: "'),
    "a quote never closed in JSON": Case("x ", '{"force": "', ending="json"),
    "quotes in quotes": Case("''", "force: '", "'"),
    "a mistake at the end of a long line": Case("x ", f"{NO_GRADES}summary: ", "b: c"),
    "a mistake after many lines": Case("- a\n", after="@\n"),
    # many values
    "[a,a,": Case("a,", "[", "]"),
    "[a,a, in notes": Case("a,", f"{NO_GRADES}notes: [", "]"),
    "[{},{},": Case("{},", "[", "]"),
    "[{a},{a},": Case("{a},", "[", "]"),
    "[{a},{a}, in x-a": Case("{a},", f"{NO_GRADES}x-a: [", "]"),
    "[[],[],": Case("[],", "[", "]"),
    "lines of -": Case("-\n"),
    "[1,1, in JSON": Case("1,", "[", "1]", "json"),
    "[{},{}, in JSON": Case("{},", "[", "{}]", "json"),
    "[{a:1},{a:1}, in JSON": Case('{"a":1},', "[", "{}]", "json"),
    "[{a:1},{a:1}, in x-a in JSON": Case('{"a":1},', f'{JSON}"x-a": [', "{}]}", "json"),
    "documents": Case("---\n"),
    "documents of a": Case("--- a\n"),
    # what scanners trip over
    "- - - -": Case("- ", size=1),
    "? ? ? ?": Case("? ", size=1),
    ": : : :": Case(": ", size=1),
    "a: a: a:": Case("a: ", size=1),
    "!!!!": Case("!", size=1),
    "&a &a &a": Case("&a ", size=1),
    "%%%%": Case("%", size=1),
    "[?[?": Case("[?", size=1),
    "deeper and deeper": Case("".join(f"{' ' * level}a:\n" for level in range(1400)), size=1),
    "blanks": Case(" ", "a:\n", "b: c\n"),
    "blank lines": Case("\n", after="a"),
    "CRLF lines": Case("\r\n", after="a: @\n"),
    "tabs": Case("\t", "a:\n", "b: c\n"),
    "U+2028": Case("\u2028"),
    "a long key": Case("k", after=": 1\n"),
    "a long key in quotes": Case("k", '"', '": 1\n'),
    "a long key after ?": Case("k", "? ", "\n: 1\n"),
    "a long key in JSON": Case("k", '{"', '": 1}', "json"),
    "lone surrogates in JSON": Case("\\ud800", '["', '"]', "json"),
    # many problems
    "unknown keys": Case("key-@: 1\n", NO_GRADES),
    "unknown keys on one line": Case("key-@: 1, ", "{", "}"),
    "unknown keys in JSON": Case('"key-@": 1, ', "{", '"force": "N"}', "json"),
    "x- keys": Case("x-@: 1\n", NO_GRADES),
    "the same key": Case("key-@: 1\n", after="key-0000000: 2\n"),
    "unknown grades": Case("- {area: x, grade: godo}\n", GRADES),
    "unknown areas": Case("- {area: a@, grade: good}\n", GRADES),
    "the same area": Case("- {area: workforce, grade: good}\n", GRADES),
    "the same area, other grades": Case(
        "- {area: workforce, grade: good}\n", f"{GRADES}- {{area: workforce, grade: adequate}}\n"
    ),
    "unknown sources": Case("- {summary: a, source: s@}\n", f"{NO_GRADES}praise:\n"),
    "unused sources": Case("  s@: {}\n", f"{NO_GRADES}sources:\n"),
    "unknown sources beside many": Case("  s@: {title: a, x-a: b}\n", f"{NO_GRADES}counts_source: s\nsources:\n"),
    "unknown counts": Case("  c@: 1\n", f"{NO_GRADES}stated_counts:\n"),
    "findings": Case("- summary: s@ is well\n", f"{NO_GRADES}praise:\n"),
    "reports": Case("---\nforce: f@\ncycle: 2016\ngraded_areas: []\n", size=1),
    "empty reports": Case("---\n{}\n"),
    "unknown cycles": Case("---\nforce: f\ncycle: c@\ngraded_areas: []\n", size=1),
    "33 MiB": Case("# 33 MiB is too much\n", size=34.7),
}


ACCEPTED = {
    "one report, one text of words": Case("word ", f"{NO_GRADES}summary: "),
    "one report, a text of £": Case("£", f"{NO_GRADES}summary: "),
    "one report, £ and blanks": Case("£ ", f"{NO_GRADES}summary: "),
    "one report, one word": Case("x", f"{NO_GRADES}summary: "),
    "one report, escapes": Case("\\e", f'{NO_GRADES}summary: "', '"'),
    "one report, many addresses": Case("https://a.b ", f"{NO_GRADES}summary: "),
    "one report, wide characters": Case("警察の報告 ", f"{NO_GRADES}summary: "),
    "one report, notes of many lines": Case("  x\n", f"{NO_GRADES}notes:\n- |\n"),
    "one report, many notes": Case("- a\n", f"{NO_GRADES}notes:\n"),
    "one report, areas of its own": Case("- {area: a@, grade: good}\n", GRADES),
    "one report, many findings": Case("- summary: s@ is well\n", f"{NO_GRADES}praise:\n"),
    "one report, many responses": Case("- {name: n@, summary: s}\n", f"{NO_GRADES}stakeholder_responses:\n"),
    "one report, many sources": Case("  s@: {title: a}\n", f"{NO_GRADES}sources:\n"),
    "one report, findings and sources": Case("- {summary: s@, source: z}\n", f"{NO_GRADES}{SOURCES}praise:\n"),
    "one report, many sources of each finding": Case(
        f"- {{summary: s@, source: z, also: [{', '.join(f's{number}' for number in range(5000))}]}}\n",
        f"{NO_GRADES}{SOURCES}praise:\n",
    ),
    "one report, areas and sources": Case("- {area: a@, grade: good, source: z}\n", f"{HEAD}{SOURCES}graded_areas:\n"),
    "one report, x- keys": Case("x-@: {a: b}\n", NO_GRADES),
    "one report, tiny mappings under x-": Case("{a},", f"{NO_GRADES}x-a: [", "]"),
    "many reports": Case("---\nforce: f@\ncycle: 2016\ngraded_areas: []\n"),
    "many reports, areas of their own": Case(
        "---\nforce: f@\ncycle: c\ngraded_areas:\n- {area: a@, grade: good}\n- {area: b@, grade: good}\n"
    ),
    "many reports, cycles of their own": Case(
        "---\nforce: Northshire\ncycle: c@\ngraded_areas:\n- {area: a, grade: good}\n"
    ),
    "the same report many times": Case("---\nforce: f\ncycle: 2016\ngraded_areas: []\n"),
}


def matrix() -> Iterator[tuple[str, ...]]:
    """Yield every command with every format, and some options."""
    for name, format in FORMATS.items():
        if format.cards:
            yield "summary", "-f", name
        if format.rows:
            for command in (*ROW_COMMANDS, *DATA_COMMANDS):
                yield *command.split(), "-f", name
    yield from OPTIONS


def with_file(command: tuple[str, ...], path: str) -> list[str]:
    """Return the command line about a file; some commands take it as data of its own."""
    folder = os.path.dirname(path)
    if command[0] == "export":
        return [*command, os.path.join(folder, "case.db"), "--data", folder]
    return [*command, "--data", folder] if command[0] in ("search", "trend") else [*command, path]


def measure(arguments: list[str]) -> tuple[float, float, int, str]:
    """Run peel; return seconds of the processor, MB at the peak, the exit code and the first line of its messages."""
    with tempfile.TemporaryFile() as said:
        command = [sys.executable, "-m", "peelcli", *arguments]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, stdin=subprocess.DEVNULL)
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        while not pid:
            if time.perf_counter() - start > PATIENCE:
                process.kill()
            time.sleep(0.01)
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        seconds = usage.ru_utime + usage.ru_stime  # not of the clock: other work on the machine must not count
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read(200_000).decode(errors="replace").splitlines()
    first = text[-1] if "Traceback (most recent call last):" in text else text[0] if text else ""
    return seconds, usage.ru_maxrss / 1024, process.returncode, first


def row(name: str, size: int, command: tuple[str, ...], path: str) -> tuple[float, str]:
    """Measure a command; return its cost as a share of the bound, and a line of the table."""
    seconds, memory, code, said = measure(with_file(command, path))
    most_seconds, most_memory = 1 + size / 1e6, 64 + 150 * size / 1e6
    share = max(seconds / most_seconds, memory / most_memory)
    return share, (
        f"{'!' if share > 1 else ' '} {name:36} {' '.join(command):26} {size / 1e6:6.2f} MB"
        f" {seconds:6.2f} s of {most_seconds:4.1f} {memory:5.0f} MB of {most_memory:5.0f}  {code:3}"
        f"  {said.replace(path, 'FILE')[:90]}"
    )


def print_row(name: str, size: int, command: tuple[str, ...], path: str) -> None:
    """Measure a command and print a line of the table."""
    print(row(name, size, command, path)[1], flush=True)


def print_matrix(words: list[str], megabytes: float) -> None:
    """Measure accepted inputs with every command and format; print the table, worst first."""
    rows = []
    for name, case in ACCEPTED.items():
        if words and not any(word in name for word in words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, f"case.{case.ending}")
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.writelines(case.text(megabytes))
            rows += [row(name, os.path.getsize(path), command, path) for command in matrix()]
    for _, line in sorted(rows, reverse=True):
        print(line)


def files(count: int) -> None:
    """Measure a folder of so many small reports."""
    with tempfile.TemporaryDirectory() as folder:
        size = 0
        for number in range(count):
            text = f"force: Force {number}\ncycle: 2016\ngraded_areas:\n  - {{area: effectiveness, grade: good}}\n"
            size += Path(folder, f"{number}.yaml").write_text(text)
        for command in (("list", "-f", "csv"), *COMMANDS):
            print_row(f"{count:,} files", size, command, folder)


def main() -> None:
    """Measure all cases, or those whose names hold one of the words given."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mb", type=float, default=30)
    parser.add_argument("--matrix", action="store_true")
    parser.add_argument("cases", nargs="*")
    asked = parser.parse_args()
    if asked.matrix:
        print_matrix(asked.cases, asked.mb)
        return
    for name, case in CASES.items():
        if asked.cases and not any(word in name for word in asked.cases):
            continue
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=f".{case.ending}") as file:
            file.writelines(case.text(asked.mb))
            file.flush()
            for command in COMMANDS:
                print_row(name, os.path.getsize(file.name), command, file.name)
    if not asked.cases or "files" in asked.cases:
        files(20_000)


if __name__ == "__main__":
    main()
