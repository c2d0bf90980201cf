"""Reading report files independently, so that an invalid one does not hide others."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from support import ROOT, Peel

from peelcli.loading.reports import check, read_file
from peelcli.model import reference

REPORT = "force: Northshire\ncycle: 2016\ngraded_areas: []\n"
SOMETHING_ELSE = {
    "package.json": b'{"name": "site", "version": "1.1.0", "scripts": {"build": "make"}}',
    "mkdocs.yml": b"site_name: x\nmarkdown_extensions:\n  - !!python/name:materialx.emoji.twemoji\n",
    "docker.yaml": b"x-base: &base {image: a}\nservices: {web: *base}\n",
    "template.yaml": b"{{ include }}\n",
    "list.json": b"[1, 2, 3]",
    "empty.yaml": b"",
    "words.yaml": b"just words\n",
    "picture.yaml": b"\x89PNG\r\n",
    "rows.json": b'{"peel": 1, "view": "areas", "rows": [{"force": "kent", "cycle": "2016"}], "warnings": []}',
    "ansible.yaml": b"- copy: {src: a, dest: b, force: yes}\n",
    "areas.geojson.json": b'{"features": [{"properties": {"force": "Kent", "cycle": "2016"}}]}',
    "lint.yaml": b"rules:\n  force: error\n  cycle: warn\n",
    "openapi.yaml": b"base: &a {}\npaths:\n  /b:\n    get:\n      - query:\n          force: 1\n          cycle: 2\n",
    "schema.json": b'{"properties": {"force": {}, "cycle": {}, "graded_areas": {}}}',
    "rows-by-jq.json": b'[{"force": "kent", "force_name": "Kent Police", "cycle": "2016", "area": "leadership"}]',
}
SKIPPED = "this does not look like a report file; it was skipped. Run `peel check` on it to see why."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.yaml").write_text(REPORT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", SOMETHING_ELSE)
def test_a_file_in_a_folder_that_is_plainly_something_else_costs_a_warning(peel: Peel, folder: Path, name: str) -> None:
    (folder / name).write_bytes(SOMETHING_ELSE[name])
    outcome = peel("list", folder, "-q", "-f", "csv", "--fields", "force")
    assert outcome.stdout == "force\nnorthshire\n"
    assert outcome.stderr == f"peel: {folder / name}: warning: {SKIPPED}\n"


@pytest.mark.parametrize("name", SOMETHING_ELSE)
def test_the_same_file_is_refused_where_it_is_named(peel: Peel, folder: Path, name: str) -> None:
    (folder / name).write_bytes(SOMETHING_ELSE[name])
    assert peel("list", folder / name, exit_code=4 if name == "picture.yaml" else 3).stdout == ""


@pytest.mark.parametrize(
    "text",
    [
        "force: Northshire\ncycle: 2016\n",
        "cycle: 2016\ngraded_areas: [\n",
        '{"force": "a", "cycle": "2016", "graded_areas": [}',
        "- {force: A, cycle: 2016, graded_areas: &a []}\n",
        '{\n  "reports": [\n    {\n      "force": "A",\n      "cycle": 2016,\n    }\n  ]\n}',
        "reports:\n  - force: A\n    cycle: 2016\n",
    ],
)
def test_a_report_with_a_mistake_is_not_taken_for_something_else(peel: Peel, folder: Path, text: str) -> None:
    (folder / "wrong.yaml").write_text(text, encoding="utf-8")
    assert peel("list", folder, exit_code=3).stdout == ""


def test_empty_segments_of_the_variable_for_folders_mean_nothing(
    peel: Peel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEEL_DATA", os.pathsep.join(["", str(folder), "", ""]))
    assert peel("list", "northshire", "-q", "-f", "csv", "--fields", "force").stdout == "force\nnorthshire\n"


def test_a_folder_of_other_files_only_holds_no_report(peel: Peel, tmp_path: Path) -> None:
    (tmp_path / "package.json").write_bytes(SOMETHING_ELSE["package.json"])
    outcome = peel("list", tmp_path, exit_code=3)
    assert outcome.stderr == f"Error: {tmp_path}: there is no report in this folder.\n"


def test_a_file_that_cannot_be_read_hides_no_other(folder: Path) -> None:
    (folder / "gone.yaml").symlink_to(folder / "nowhere")
    (folder / "wrong.yaml").write_text(REPORT + "verdict: bad\n", encoding="utf-8")
    checked = check([str(folder)])
    assert [problem.code for problem in checked.problems] == ["force", "force", "unknown-key"]
    assert [str(failure) for failure in checked.failures] == [f"{folder / 'gone.yaml'}: there is no such file."]
    assert (checked.files, checked.unread) == (3, 1)


def test_check_names_other_files_as_warnings(folder: Path) -> None:
    (folder / "package.json").write_bytes(SOMETHING_ELSE["package.json"])
    checked = check([str(folder)])
    assert [(problem.code, problem.level) for problem in checked.problems] == [
        ("not-a-report", "warning"),
        ("force", "warning"),
    ]


def test_a_file_that_is_named_beside_its_folder_is_looked_at_as_named(folder: Path) -> None:
    path = folder / "package.json"
    path.write_bytes(SOMETHING_ELSE["package.json"])
    for paths in ([str(folder), str(path)], [str(path), str(folder)]):
        assert {problem.level for problem in check(paths).problems if problem.path == str(path)} == {"problem"}


def test_problems_before_a_mistake_in_syntax_are_reported_too(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(REPORT + "verdict: bad\n---\na: [\n", encoding="utf-8")
    assert [(problem.line, problem.code) for problem in read_file(str(path)).problems] == [
        (4, "unknown-key"),
        (6, "syntax"),
    ]


# --- built-in files ---


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a few built-in files, in the place of all of them."""
    for path in ("cycles.yaml", "forces.yaml", "terms.yaml", "reports/2016/kent.yaml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data" / path, tmp_path / path)
    for module in (".loading.files", ".model.reference", ".reading"):
        monkeypatch.setattr(f"peelcli{module}.DATA", str(tmp_path))
    for cached in vars(reference).values():
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()
            monkeypatch.setattr(reference, cached.__name__, cached.__wrapped__)
    return tmp_path


BUILT_IN = "this file comes with peel and is missing or damaged. Install peel again."


@pytest.mark.parametrize("name", ["cycles.yaml", "forces.yaml", "reports/2016/kent.yaml"])
@pytest.mark.parametrize(
    "text",
    ["a: [", "cycles: [\nforces: [\n", "cycles:\nforces: a\n", "", "- a\n", "a: b\n", None],
    ids=["broken", "broken where it is read", "emptied", "empty", "a list", "other keys", "missing"],
)
def test_a_built_in_file_that_is_missing_or_damaged_is_named_as_such(
    peel: Peel, damaged: Path, name: str, text: str | None
) -> None:
    if text is None:
        (damaged / name).unlink()
    else:
        (damaged / name).write_text(text, encoding="utf-8")
    missing_report = text is None and name.startswith("reports")
    outcome = peel("areas", "kent@2016", exit_code=2 if missing_report else 4)
    assert outcome.stdout == ""
    assert missing_report or outcome.stderr == f"Error: data/{name}: {BUILT_IN}\n"


def test_a_stray_file_among_the_built_in_folders_is_left_alone(peel: Peel, damaged: Path) -> None:
    (damaged / "reports" / "notes.txt").write_text("a", encoding="utf-8")
    assert peel("list", "kent@2016", "-q", "-f", "csv", "--fields", "force").stdout == "force\nkent\n"


def test_built_in_reports_that_are_missing_are_named(peel: Peel, damaged: Path) -> None:
    (damaged / "reports").rename(damaged / "elsewhere")
    outcome = peel("list", "kent@2016", exit_code=4)
    message = "there is no such file. This folder comes with peel: install peel again."
    assert outcome.stderr == f"Error: data/reports: {message}\n"
