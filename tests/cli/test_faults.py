"""What goes wrong around peel: streams, disks, folders, locales.

Cases of streams, limits and locales are processes, for those are of the process.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import zipapp
from collections.abc import Callable
from pathlib import Path

import pytest
from support import HERE, ROOT, Outcome, Peel, bytes_in

NORTHSHIRE = str(HERE / "data" / "northshire.yaml")
REPORT = "force: Northshire\ncycle: 2016\ngraded_areas: []\n"
ROWS = ("areas", NORTHSHIRE, "-f", "csv", "--fields", "grade")
GRADES = 'grade\n""\noutstanding\ngood\ninadequate\nrequires-improvement\nadequate\n'
PEEL = (sys.executable, "-m", "peelcli")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _the_same_everywhere: None) -> None:
    monkeypatch.chdir(tmp_path)


def run(*args: str, redirect: str = "", limit: Callable[[], None] | None = None, **env: str | bytes) -> Outcome:
    """Run peel as a process; what it prints is read as UTF-8. `redirect` is for the shell, such as `>&-`."""
    command = ["sh", "-c", f'"$@" {redirect}', "sh", *PEEL, *args] if redirect else [*PEEL, *args]
    env = {key: value for key, value in (os.environ | env).items() if value != ""}
    done = subprocess.run(command, capture_output=True, env=env, preexec_fn=limit, check=False, timeout=60)
    return Outcome(done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"), done.returncode)


buffering = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
ANSWERS = {
    "rows": ROWS,
    "much": ("list", "--all", "--json"),
    "card": ("summary", NORTHSHIRE),
    "help": ("--help",),
    "version": ("--version",),
    "help of a command": ("areas", "-h"),
    "a new file": ("new", "kent"),
    "completion": ("completion", "bash"),
    "bare": (),
}
every_answer = pytest.mark.parametrize(
    ("args", "unbuffered"),
    [pytest.param(args, "", id=name) for name, args in ANSWERS.items()]
    + [pytest.param(ANSWERS[name], "1", id=f"{name}, unbuffered") for name in ("rows", "much", "help")],
)

# --- streams ---------------------------------------------------------------------------------------------------------


@buffering
def test_a_reader_that_stops_early_causes_no_message(unbuffered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in `peel areas --all --json | head -1`; what is printed is more than a pipe holds."""
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    process = subprocess.Popen(
        [*PEEL, "areas", "--all", "--json", "-q"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b'{"peel": 1, ')
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


@buffering
def test_a_disk_that_fills_up_is_reported(unbuffered: str) -> None:
    """All but the last character fits: without buffers the last write is cut short and raises nothing."""
    size = len(GRADES) - 1

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    outcome = run(*ROWS, redirect=">rows.csv", limit=small_files, PYTHONUNBUFFERED=unbuffered)
    assert outcome == ("", "Error: standard output: File too large.\n", 4)


@every_answer
def test_a_reader_that_never_starts_causes_no_message(
    args: tuple[str, ...], unbuffered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*PEEL, *args], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.stderr, done.returncode) == (b"", 141)


@every_answer
def test_a_full_disk_is_reported_in_one_line(args: tuple[str, ...], unbuffered: str) -> None:
    outcome = run(*args, redirect=">/dev/full", PYTHONUNBUFFERED=unbuffered)
    assert outcome == ("", "Error: standard output: No space left on device.\n", 4)


def test_closed_standard_input_is_reported() -> None:
    assert run("summary", "-", redirect="<&-") == ("", "Error: -: standard input is closed.\n", 4)


def test_standard_input_that_is_closed_does_not_matter_to_others() -> None:
    assert run(*ROWS, redirect="<&-") == (GRADES, "", 0)


def test_standard_input_without_end_is_refused() -> None:
    message = "Error: -: this is larger than 32 MiB, too large for a report file.\n"
    assert run("summary", "-", redirect="</dev/zero") == ("", message, 4)


@every_answer
def test_a_closed_standard_output_is_an_error(args: tuple[str, ...], unbuffered: str) -> None:
    outcome = run(*args, redirect=">&-", PYTHONUNBUFFERED=unbuffered)
    assert outcome == ("", "Error: standard output is closed.\n", 4)


def test_a_closed_standard_output_does_not_matter_to_a_file() -> None:
    assert run(*ROWS, "-o", "rows.csv", redirect=">&-") == ("", "", 0)
    assert Path("rows.csv").read_text() == GRADES


@pytest.mark.parametrize(
    ("args", "redirect", "code"),
    [
        (("areas", "none.yaml"), "2>&-", 4),
        (("areas", "none.yaml"), "2>/dev/full", 4),
        (("--nothing",), "2>&-", 2),
        (ROWS, "<&- >&- 2>&-", 4),
    ],
    ids=["closed", "full", "closed for a usage error", "all streams closed"],
)
def test_an_error_keeps_its_exit_code_without_standard_error(args: tuple[str, ...], redirect: str, code: int) -> None:
    assert run(*args, redirect=redirect) == ("", "", code)


def test_an_answer_with_warnings_does_not_need_standard_error() -> None:
    Path("r.yaml").write_text(REPORT.replace("2016", "1999"))
    assert run("list", "./r.yaml", "-q", "-f", "csv", "--fields", "cycle", redirect="2>&-") == ("cycle\n1999\n", "", 0)


# --- files to write --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("none/rows.csv", "none/rows.csv: no such file or directory."),
        ("/dev/full", "/dev/full: no space left on device."),
        ("folder.csv", "folder.csv: is a directory."),
        ("rows.csv/rows.csv", "rows.csv/rows.csv: not a directory."),
        (f"{'x' * 300}.csv", f"{'x' * 300}.csv: file name too long."),
        ("a\nb/\x1b.csv", "a\\nb/\\x1b.csv: no such file or directory."),
    ],
    ids=[
        "no folder",
        "a full disk",
        "a folder",
        "a file as a folder",
        "a long name",
        "a hostile name",
    ],
)
def test_an_unwritable_output_is_reported(peel: Peel, file: str, message: str) -> None:
    Path("folder.csv").mkdir()
    Path("rows.csv").write_text("old\n")
    assert peel(*ROWS, "-o", file, exit_code=4) == ("", f"Error: {message}\n", 4)
    assert sorted(os.listdir()) == ["folder.csv", "rows.csv"]
    assert Path("rows.csv").read_text() == "old\n"


def test_an_output_that_does_not_fit_leaves_the_old_file_as_it_was() -> None:
    Path("rows.csv").write_text("old\n")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    outcome = run("list", "--all", "-q", "-f", "csv", "-o", "rows.csv", limit=small_files)
    assert outcome == ("", "Error: rows.csv: file too large.\n", 4)
    assert os.listdir() == ["rows.csv"]
    assert Path("rows.csv").read_text() == "old\n"


def test_a_process_that_is_killed_while_it_writes_leaves_the_old_file_as_it_was() -> None:
    """The limit kills it in the middle of its write, as SIGKILL would: nothing can be tidied up."""
    Path("rows.csv").write_text("old\n")
    program = (
        "import resource, signal, sys; from peelcli.cli.commands import peel; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_DFL); resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)); "
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); peel.main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", program, "list", "--all", "-q", "-f", "csv", "-o", "rows.csv"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", -signal.SIGXFSZ)
    assert Path("rows.csv").read_text() == "old\n"
    (half,) = set(os.listdir()) - {"rows.csv"}
    assert Path(half).stat().st_size == 100


def test_an_output_may_be_a_device() -> None:
    assert run(*ROWS, "-o", "/dev/stdout") == (GRADES, "", 0)


def test_a_report_may_replace_itself(peel: Peel) -> None:
    Path("r.yaml").write_text(REPORT)
    assert peel("summary", "./r.yaml", "-o", "r.yaml") == ("", "", 0)
    assert Path("r.yaml").read_text() == REPORT.replace("2016", "'2016'")


def test_an_error_writes_no_file(peel: Peel) -> None:
    peel("areas", "none.yaml", "-o", "rows.csv", exit_code=4)
    assert os.listdir() == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_reported(peel: Peel) -> None:
    Path("folder").mkdir(mode=0o500)
    assert peel(*ROWS, "-o", "folder/rows.csv", exit_code=4) == ("", "Error: folder/rows.csv: permission denied.\n", 4)


def test_a_read_only_file_system_is_reported(peel: Peel) -> None:
    """Nobody, not even root, can create a file in /proc."""
    outcome = peel(*ROWS, "-o", "/proc/rows.csv", exit_code=4)
    assert outcome == ("", "Error: /proc/rows.csv: no such file or directory.\n", 4)


# --- files to read ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_without_permission_are_reported(peel: Peel) -> None:
    Path("r.yaml").write_text(REPORT)
    Path("r.yaml").chmod(0)
    Path("folder").mkdir(mode=0)
    message = "Error: r.yaml: permission denied.\nError: ./folder: permission denied.\n"
    assert peel("summary", "r.yaml", "./folder", exit_code=4) == ("", message, 4)


def test_special_files_are_reported_without_waiting_for_them(peel: Peel) -> None:
    os.mkfifo("fifo.yaml")
    Path("loop.yaml").symlink_to("loop.yaml")
    Path("gone.yaml").symlink_to("nowhere.yaml")
    files = ("fifo.yaml", "loop.yaml", "gone.yaml", "/dev/null", "\x1b\n.yaml")
    assert peel("summary", *files, exit_code=4) == (
        "",
        "Error: fifo.yaml: this is not an ordinary file. Use - to read from a pipe.\n"
        "Error: loop.yaml: too many levels of symbolic links.\n"
        "Error: gone.yaml: there is no such file.\n"
        "Error: /dev/null: this is not an ordinary file. Use - to read from a pipe.\n"
        "Error: \\x1b\\n.yaml: there is no such file.\n",
        4,
    )


def test_a_fifo_in_a_folder_is_reported(peel: Peel) -> None:
    Path("folder").mkdir()
    Path("folder/r.yaml").write_text(REPORT)
    os.mkfifo("folder/fifo.yaml")
    message = "Error: ./folder/fifo.yaml: this is not an ordinary file. Use - to read from a pipe.\n"
    assert peel("list", "./folder", exit_code=4) == ("", message, 4)


def test_a_folder_in_a_folder_may_be_called_like_a_report(peel: Peel) -> None:
    Path("folder/sub.yaml").mkdir(parents=True)
    Path("folder/sub.yaml/r.yaml").write_text(REPORT)
    outcome = peel("list", "./folder", "-q", "-f", "csv", "--fields", "force")
    assert outcome == ("force\nnorthshire\n", "", 0)


def test_a_folder_that_holds_itself_is_read_once(peel: Peel) -> None:
    Path("folder").mkdir()
    Path("folder/r.yaml").write_text(REPORT)
    Path("folder/self").symlink_to("../folder")
    outcome = peel("list", "./folder", "-q", "-f", "csv", "--fields", "force")
    assert outcome == ("force\nnorthshire\n", "", 0)


def test_many_files_need_few_open_ones() -> None:
    Path("folder").mkdir()
    for number in range(300):
        Path(f"folder/{number}.yaml").write_text(REPORT.replace("Northshire", f"Force {number}"))

    def few_open() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))

    outcome = run("list", "./folder", "--json", limit=few_open)
    assert (len(json.loads(outcome.stdout)["rows"]), outcome.stderr, outcome.exit_code) == (300, "", 0)


def test_a_file_that_disappears_after_listing_is_reported() -> None:
    """The second file is deleted when the first one is opened."""
    Path("folder").mkdir()
    for name in ("a", "b"):
        Path(f"folder/{name}.yaml").write_text(REPORT)
    program = (
        "import os, sys; from peelcli.loading import catalogue; from peelcli.cli.commands import peel\n"
        "sys.addaudithook(lambda event, args: event == 'open' and str(args[0]).endswith('a.yaml') and "
        "os.path.exists('folder/b.yaml') and os.unlink('folder/b.yaml'))\n"
        "peel.main(sys.argv[1:])"
    )
    done = subprocess.run([sys.executable, "-c", program, "list", "./folder"], capture_output=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"Error: ./folder/b.yaml: there is no such file.\n", 4)


def test_too_little_memory_is_an_error() -> None:
    """150 MB are enough for peel, but not for 20 MB of notes."""
    Path("r.yaml").write_text(REPORT + "notes:\n" + "- A note that is not very long.\n" * 650_000)

    def little_memory() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (150 << 20, 150 << 20))

    outcome = run("summary", "./r.yaml", limit=little_memory)
    assert outcome == ("", "Error: there is not enough memory. Ask for fewer reports, or split the file.\n", 4)


def test_a_zip_file_without_its_data_says_that_it_cannot_be_run() -> None:
    shutil.copytree(ROOT / "peelcli", "app/peelcli", ignore=shutil.ignore_patterns("__pycache__"))
    zipapp.create_archive("app", "peel.pyz", main="peelcli.__main__:main")
    done = subprocess.run([sys.executable, "peel.pyz", "summary"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 4)
    assert done.stderr.endswith(
        "/peelcli/data: this folder of built-in data is missing. peel must be installed, not run from a zip.\n"
    )
    assert done.stderr.count("\n") == 1


# --- the environment -------------------------------------------------------------------------------------------------

LEGACY = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
TEXT = 'force: Café – Police\ncycle: 2016\ngraded_areas: []\nsummary: "“b, c” ＜d＞ 日 ½ ▲ £"\n'


def summary_in(encoding: str, format: str) -> str:
    """Return the line of the summary, as a stream of an encoding gets it."""
    Path("r.yaml").write_text(TEXT, encoding="utf-8")
    lines = bytes_in(encoding, "summary", "./r.yaml", "-f", format).decode(encoding).splitlines()
    return next(line for line in lines if "b, c" in line)


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("ascii", '"b, c" ?d? ?  1/2 + GBP '),
        ("cp1252", '"b, c" ?d? ?  1/2 + GBP '),
        ("cp437", '"b, c" ?d? ?  1/2 + GBP '),
        ("utf-16", "“b, c” ＜d＞ 日 ½ ▲ £"),
        ("utf-8", "“b, c” ＜d＞ 日 ½ ▲ £"),
    ],
)
def test_characters_that_an_encoding_lacks_become_their_nearest(encoding: str, expected: str) -> None:
    assert summary_in(encoding, "table") == expected.rstrip()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl"])
def test_what_programs_read_is_utf_8_whatever_the_locale(format: str, encoding: str) -> None:
    Path("r.yaml").write_text(REPORT + "praise:\n  - {summary: 'Café ＜d＞ 日 ½ ▲ £'}\n", encoding="utf-8")
    output = bytes_in(encoding, "praise", "./r.yaml", "-q", "-f", format, "--fields", "summary").decode("utf-8")
    assert output.count("Café ＜d＞ 日 ½ ▲ £") == 1


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_what_was_escaped_does_not_come_alive_in_another_encoding(encoding: str) -> None:
    """A wide `<` is not escaped in Markdown: a narrow one made of it would be HTML."""
    assert "<" not in summary_in(encoding, "markdown")


@pytest.mark.parametrize(
    ("option", "expected"),
    [("--ascii", '"""b, c"" ?d?"\n'), ("--color=auto", '"“b, c” ＜d＞"\n')],
    ids=["ASCII", "UTF-8"],
)
def test_csv_quotes_what_becomes_a_quotation_mark(peel: Peel, option: str, expected: str) -> None:
    Path("r.yaml").write_text(REPORT + "praise:\n  - {summary: '“b, c” ＜d＞'}\n", encoding="utf-8")
    outcome = peel("praise", "./r.yaml", "-q", "-f", "csv", "--fields", "summary", option)
    assert outcome == (f"summary\n{expected}", "", 0)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_report_files_are_utf_8_whatever_the_locale(encoding: str) -> None:
    """peel itself could not read them again otherwise."""
    Path("r.yaml").write_text(TEXT, encoding="utf-8")
    for command in (("summary", "./r.yaml", "-f", "yaml"), ("new", "Café – Police")):
        assert bytes_in(encoding, *command).decode("utf-8").count("Café – Police") == 1


def test_csv_for_excel_is_utf_8_whatever_the_locale() -> None:
    Path("r.yaml").write_text(TEXT, encoding="utf-8")
    outcome = run("list", "./r.yaml", "-q", "-f", "csv", "--excel", "--fields", "force_name", PYTHONIOENCODING="cp1252")
    assert outcome == ("\ufeffforce_name\nCafé – Police\n", "", 0)


def test_a_locale_that_knows_ascii_only_gets_ascii() -> None:
    Path("r.yaml").write_text(TEXT, encoding="utf-8")
    outcome = run("list", "./r.yaml", "-f", "list", **LEGACY)
    assert outcome == (
        "Reports (1 result)\n- Cafe - Police, 2016: Known: 0 of 13.\n0 of 13 grades are known.\n",
        "",
        0,
    )


def test_a_locale_that_there_is_not_does_not_matter() -> None:
    assert run(*ROWS, LC_ALL="xx_YY.KOI8-R") == (GRADES, "", 0)


def test_names_that_the_locale_cannot_hold_are_spelled_out() -> None:
    Path("é.yaml").write_text("cycle: 2016\n", encoding="utf-8")
    outcome = run("summary", "é.yaml", **LEGACY)
    assert outcome.exit_code == 3
    assert outcome.stderr.startswith("<U+DCC3><U+DCA9>.yaml:1:1: `force` is missing.")


def test_no_home_and_no_environment_are_needed() -> None:
    command = ["env", "-i", *PEEL, *ROWS]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.stdout.decode(), done.stderr, done.returncode) == (GRADES, b"", 0)


def test_a_working_folder_that_is_gone_does_not_matter_to_what_is_built_in() -> None:
    command = ["sh", "-c", 'mkdir gone; cd gone; rmdir ../gone; "$@"', "sh", sys.executable, "-m", "peelcli", "list"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.stderr, done.returncode) == (b"", 0)


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ({"TERM": "\x1b[2J", "PEEL_COLOR": "\x1b"}, False),
    ],
)
def test_a_pipe_is_coloured_only_where_asked_for(
    peel: Peel, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], coloured: bool
) -> None:
    set_all(monkeypatch, env)
    assert ("\x1b" in peel("areas", NORTHSHIRE).stdout) is coloured


def set_all(monkeypatch: pytest.MonkeyPatch, env: dict[str, str]) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("into", ["-o", ">"])
@pytest.mark.parametrize(
    ("env", "options", "coloured"),
    [
        ({"FORCE_COLOR": "1"}, (), False),
        ({"CLICOLOR_FORCE": "1"}, ("--color", "auto"), False),
        ({"PEEL_COLOR": "always"}, (), False),
        ({}, ("--color", "always"), True),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
    ],
)
def test_a_file_is_coloured_only_by_the_option(
    peel: Peel,
    monkeypatch: pytest.MonkeyPatch,
    into: str,
    env: dict[str, str],
    options: tuple[str, ...],
    coloured: bool,
) -> None:
    set_all(monkeypatch, env)
    if into == "-o":
        peel("areas", NORTHSHIRE, *options, "-o", "areas.txt")
    else:
        assert run("areas", NORTHSHIRE, *options, redirect="> areas.txt") == ("", "", 0)
    assert ("\x1b" in Path("areas.txt").read_text("utf-8")) is coloured


@pytest.mark.parametrize("name", ["PEEL_DATA", "PEEL_REPORT"])
def test_an_unreadable_path_in_the_environment_is_reported(
    peel: Peel, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "./\x1b[2J")
    outcome = peel("summary", exit_code=4)
    assert outcome.stdout == ""
    assert outcome.stderr.startswith("Error: ./\\x1b[2J: there is no such ")


def test_an_argument_that_is_not_text_is_reported() -> None:
    done = subprocess.run([*PEEL, "summary", b"\xff\xfe.yaml"], capture_output=True, check=False)
    message = b"Error: <U+DCFF><U+DCFE>.yaml: there is no such file.\n"
    assert (done.stdout, done.stderr, done.returncode) == (b"", message, 4)


def test_messages_are_ascii_where_standard_error_is() -> None:
    Path("r.yaml").write_text(REPORT.replace("2016", "2023-25") + f"summary: [{'x' * 150}]\n")
    outcome = run("summary", "./r.yaml", PYTHONIOENCODING="ascii")
    line = f"summary: [{'x' * 90} ..."
    message = (
        "./r.yaml:4:10: `summary` must be text, not a list. Write one text; put text that begins with [ in quotes.\n"
    )
    assert outcome == ("", f"{message}    {line}\n             ^\n", 3)


def test_new_accepts_an_argument_that_is_not_text() -> None:
    done = subprocess.run([*PEEL, "new", b"M\xe9t"], capture_output=True, check=False)
    assert (done.stderr, done.returncode) == (b"", 0)
    assert "force: M\ufffdt\n".encode() in done.stdout
