"""Finding reports: built-in ones, data folders, and specs such as `west-mercia@2021-22`."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from support import HERE

from peelcli import DATA
from peelcli.errors import BadData, Failures, PeelError, Unreadable, WrongRequest
from peelcli.loading.catalogue import Catalogue
from peelcli.loading.files import files_below, read_bytes
from peelcli.loading.reports import check
from peelcli.model import reference
from peelcli.reading import display_path

NORTHSHIRE = str(HERE / "data" / "northshire.yaml")
REPORT = "force: {force}\ncycle: {cycle}\ngraded_areas: []\n"


def built_in() -> int:
    """The number of report files in data/."""
    return len(list(Path(DATA, "reports").rglob("*.yaml")))


def specs_of(
    *requests: str, cycle: str | None = None, data: tuple[str, ...] = (), everything: bool = False
) -> list[str]:
    """Return the reports that requests find, as force@cycle."""
    loaded = Catalogue(data, reference.cycles()[cycle] if cycle else None).load(requests, everything)
    return [f"{report.force.id}@{report.cycle.id}" for report in loaded.reports]


def write(folder: Path, name: str, force: str = "Northshire Police", cycle: str = "2023-25", more: str = "") -> str:
    """Write a report file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT.format(force=force, cycle=cycle) + more, encoding="utf-8")
    return str(path)


def error(*requests: str, cycle: str | None = None, data: tuple[str, ...] = ()) -> str:
    """Why a request means nothing."""
    with pytest.raises(Failures) as caught:
        specs_of(*requests, cycle=cycle, data=data)
    (failure,) = caught.value.failures
    assert isinstance(failure, WrongRequest)
    return str(failure)


def failures(*requests: str, data: tuple[str, ...] = ()) -> list[PeelError]:
    """What is wrong with the inputs."""
    with pytest.raises(Failures) as caught:
        specs_of(*requests, data=data)
    return list(caught.value.failures)


# --- what a request means ---


def test_without_a_request_it_is_the_newest_report_on_west_mercia() -> None:
    assert specs_of() == ["west-mercia@2023-25"]


@pytest.mark.parametrize(
    "request_",
    [
        "west-mercia",
        "West Mercia",
        "WEST MERCIA POLICE",
        "West Mercia Constabulary",
        "west_mercia",
        "west-mercia@2023-25",
        "west-mercia@2023–25",
        "west-mercia@2023/25",
        "west-mercia@PEEL 2023",
        "West Mercia@2023-2025",
    ],
)
def test_a_force_and_its_cycle_are_meant_by_any_of_their_names(request_: str) -> None:
    assert specs_of(request_) == ["west-mercia@2023-25"]


@pytest.mark.parametrize(
    "request_",
    ["west-mercia@2018/19", "west-mercia@2018-19", "west-mercia@2018–19", "west-mercia@2018", "west-mercia@IPA"],
)
def test_a_readable_cycle_behind_an_at_sign_is_never_a_path(request_: str) -> None:
    assert specs_of(request_) == ["west-mercia@2018-19"]


def test_the_newest_report_goes_by_the_order_of_cycles(tmp_path: Path) -> None:
    for cycle in ("2016", "2018-19", "2017", "2099"):
        write(tmp_path, f"{cycle}.yaml", cycle=cycle)
    assert specs_of("northshire police", data=(str(tmp_path),)) == ["northshire-police@2018-19"]


def test_a_force_without_a_report_of_the_newest_cycle_answers_with_its_newest() -> None:
    assert specs_of("greater-manchester", cycle="2016") == ["greater-manchester@2016"]


def test_a_chosen_cycle_narrows_the_catalogue_before_the_newest_is_chosen() -> None:
    assert specs_of("west-mercia", cycle="2016") == ["west-mercia@2016"]


def test_a_cycle_alone_means_every_force_in_it_by_id() -> None:
    all_of_2015 = specs_of("@2015")
    assert len(all_of_2015) == 43
    assert all_of_2015[:3] == ["avon-and-somerset@2015", "bedfordshire@2015", "cambridgeshire@2015"]
    assert all_of_2015[-1] == "wiltshire@2015"


@pytest.mark.parametrize("request_", ["@2021/22", "@2021-22", "@PEEL 2021", "@2020/21"])
def test_a_cycle_alone_is_meant_by_any_of_its_names(request_: str) -> None:
    assert len(specs_of(request_)) == len(os.listdir(os.path.join(DATA, "reports", "2021-22")))


def test_everything_comes_by_force_and_then_by_cycle() -> None:
    everything = specs_of(everything=True)
    assert len(everything) == built_in()
    assert everything[:8] == [
        "avon-and-somerset@2014",
        "avon-and-somerset@2015",
        "avon-and-somerset@2016",
        "avon-and-somerset@2017",
        "avon-and-somerset@2018-19",
        "avon-and-somerset@2021-22",
        "avon-and-somerset@2023-25",
        "bedfordshire@2014",
    ]


def test_several_requests_are_answered_as_they_are_named() -> None:
    assert specs_of("kent@2016", "essex@2016", "kent@2015") == ["kent@2016", "essex@2016", "kent@2015"]


@pytest.mark.parametrize(
    "requests",
    [("kent", "kent"), ("kent", "Kent Police"), ("kent@2023-25", "kent"), ("kent", "KENT@2023/25")],
    ids=["the same word", "another name", "with and without its cycle", "other spellings"],
)
def test_the_same_report_named_twice_counts_once(requests: tuple[str, ...]) -> None:
    assert specs_of(*requests) == ["kent@2023-25"]


def test_a_report_named_alone_and_again_within_its_cycle_counts_once_in_its_first_place() -> None:
    both = specs_of("wiltshire@2015", "@2015")
    assert (len(both), both[0], both[1]) == (43, "wiltshire@2015", "avon-and-somerset@2015")


def test_a_cycle_outside_the_chosen_one_holds_nothing() -> None:
    assert specs_of("@2023-25", "west-mercia@2023-25", cycle="2021-22") == []


def test_every_report_on_a_force_comes_the_oldest_first() -> None:
    reports = Catalogue().every_report_on("West Mercia").reports
    assert [report.cycle.id for report in reports] == ["2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25"]


def test_every_report_on_a_force_reports_errors_of_data_folders(tmp_path: Path) -> None:
    write(tmp_path, "bad.yaml", more="verdict: bad\n")
    with pytest.raises(Failures):
        Catalogue([str(tmp_path)]).every_report_on("kent")


# --- what means nothing ---


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            "west-mersia",
            "'west-mersia' is not a force. Did you mean 'west-mercia' or 'west-midlands' or 'west-yorkshire'?",
        ),
        (
            "zzz",
            "'zzz' is not a force. `peel explain` lists the forces; a file is named by its path, such as ./a.yaml.",
        ),
        (
            "west-mersia@2016",
            "'west-mersia' is not a force. Did you mean 'west-mercia' or 'west-midlands' or 'west-yorkshire'?",
        ),
        (
            "west-mercia@2020",
            "'2020' is not a cycle. It belongs to two cycles: choose 2018-19 or 2021-22.",
        ),
        ("@", "'' is not a cycle. Choose from 2014, 2015, 2016, 2017, 2018-19, 2021-22, 2023-25, 2025-27."),
        (
            "@soon",
            "'soon' is not a cycle. Choose from 2014, 2015, 2016, 2017, 2018-19, 2021-22, 2023-25, 2025-27.",
        ),
        (
            "@2025-27",
            "there are no reports for PEEL 2025–27. Choose from 2014, 2015, 2016, 2017, 2018-19, 2021-22, 2023-25.",
        ),
        (
            "west-mercia@2025-27",
            "there is no report on west-mercia for the cycle 2025-27. "
            "Choose from 2014, 2015, 2016, 2017, 2018-19, 2021-22, 2023-25.",
        ),
        (
            "\x1b[2J",
            "'\\\\x1b[2J' is not a force. "
            "`peel explain` lists the forces; a file is named by its path, such as ./a.yaml.",
        ),
    ],
    ids=[
        "a misspelt force",
        "a force far from all",
        "a misspelt force with a cycle",
        "a cycle that is none",
        "an empty cycle",
        "a word for a cycle",
        "a cycle without reports",
        "a force without a report of a cycle",
        "an escape sequence",
    ],
)
def test_an_unknown_request_gets_suggestions(request_: str, message: str) -> None:
    assert error(request_) == message


def test_a_force_without_a_report_in_the_chosen_cycle_is_an_error() -> None:
    assert error("kent", cycle="2025-27") == "there is no report on kent for the cycle 2025-27."


# --- paths ---


def test_a_path_means_the_reports_of_its_file_in_their_order() -> None:
    assert specs_of(str(HERE / "data" / "two-cycles.yaml")) == ["northshire-police@2016", "northshire-police@2017"]


@pytest.mark.parametrize("name", ["a.yaml", "b.YML", "c.Json"])
def test_a_name_with_an_ending_of_report_files_is_a_path(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text('{"force": "A", "cycle": "2016", "graded_areas": []}', encoding="utf-8")
    assert specs_of(name) == ["a@2016"]


def test_a_path_with_an_at_sign_is_a_path_unless_a_cycle_stands_behind_it(tmp_path: Path) -> None:
    assert specs_of(write(tmp_path, "north@home.yaml")) == ["northshire-police@2023-25"]


def test_a_folder_means_all_reports_below_it_by_force_and_cycle(tmp_path: Path) -> None:
    write(tmp_path, "1.yaml", "South", "2016")
    write(tmp_path, "b/2.yml", "North", "2017")
    write(tmp_path, "b/a/3.yaml", "North", "2016")
    write(tmp_path, "b/readme.txt", "East", "2016")
    assert specs_of(f"{tmp_path}{os.sep}") == ["north@2016", "north@2017", "south@2016"]


def test_unknown_cycles_of_a_force_come_first_and_by_name(tmp_path: Path) -> None:
    unknown = ["2031", "2032", "2033", "2034", "2041", "2042"]
    for name, cycle in enumerate(["2017", *reversed(unknown), "2014"]):
        write(tmp_path, f"{name}.yaml", "North", cycle)
    expected = [f"north@{cycle}" for cycle in (*unknown, "2014", "2017")]
    assert specs_of(f"{tmp_path}{os.sep}") == expected
    everything = specs_of(data=(str(tmp_path),), everything=True)
    assert [one for one in everything if one.startswith("north@")] == expected


def test_a_file_named_by_two_paths_is_read_as_often_and_counts_as_often(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml")
    assert len(specs_of(path, f"{tmp_path}{os.sep}.{os.sep}a.yaml")) == 2


def test_a_chosen_cycle_narrows_the_reports_of_a_file_too() -> None:
    assert specs_of(str(HERE / "data" / "two-cycles.yaml"), cycle="2017") == ["northshire-police@2017"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.TextIOWrapper(io.BytesIO(REPORT.format(force="Northshire", cycle="2016").encode()))
    monkeypatch.setattr(sys, "stdin", text)
    assert specs_of("-") == ["northshire@2016"]


def test_warnings_of_files_are_handed_on(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", cycle="2031")
    (warning,) = Catalogue().load([path]).warnings
    assert (warning.path, warning.line, warning.code) == (path, 2, "cycle")


def test_warnings_about_built_in_reports_are_not_shown_to_readers() -> None:
    assert Catalogue().load((), everything=True).warnings == ()


# --- data folders -----------


def test_user_reports_join_the_built_in_ones(tmp_path: Path) -> None:
    write(tmp_path, "north.yaml")
    data = (str(tmp_path),)
    assert specs_of("Northshire Police", "west-mercia", data=data) == [
        "northshire-police@2023-25",
        "west-mercia@2023-25",
    ]
    assert specs_of("northshire-police@2023-25", data=data) == ["northshire-police@2023-25"]
    assert len(specs_of("@2023-25", data=data)) == 43
    assert len(specs_of(everything=True, data=data)) == built_in() + 1


def test_a_user_report_replaces_the_built_in_one_of_the_same_force_and_cycle(tmp_path: Path) -> None:
    write(tmp_path, "anything.yaml", "West Mercia", "2023/25", "summary: My own.\n")
    (report,) = Catalogue([str(tmp_path)]).load(["west-mercia"]).reports
    assert report.summary == "My own."
    assert len(specs_of(everything=True, data=(str(tmp_path),))) == built_in()


def test_of_two_folders_the_later_replaces_the_earlier(tmp_path: Path) -> None:
    write(tmp_path / "a", "kent.yaml", "Kent", "2016", "summary: First.\n")
    write(tmp_path / "b", "kent.yaml", "Kent", "2016", "summary: Second.\n")
    (report,) = Catalogue([str(tmp_path / "a"), str(tmp_path / "b")]).load(["kent@2016"]).reports
    assert report.summary == "Second."


def test_data_folders_do_not_change_the_default_report(tmp_path: Path) -> None:
    write(tmp_path, "north.yaml")
    assert specs_of(data=(str(tmp_path),)) == ["west-mercia@2023-25"]


def test_a_cycle_that_only_a_user_report_has_can_be_requested(tmp_path: Path) -> None:
    write(tmp_path, "north.yaml", cycle="2031-33")
    assert specs_of("@2031-33", data=(str(tmp_path),)) == ["northshire-police@2031-33"]
    assert specs_of("northshire police@2031-33", data=(str(tmp_path),)) == ["northshire-police@2031-33"]


def test_a_misspelt_force_of_a_user_report_is_corrected_too(tmp_path: Path) -> None:
    write(tmp_path, "x.yaml", "Xyzzywyx")
    assert error("xyzzywy", data=(str(tmp_path),)) == "'xyzzywy' is not a force. Did you mean 'xyzzywyx'?"


def test_a_missing_data_folder_is_an_error(tmp_path: Path) -> None:
    (failure,) = failures(data=(str(tmp_path / "none"),))
    assert isinstance(failure, Unreadable)
    assert str(failure) == f"{tmp_path / 'none'}: there is no such folder."


# --- which files are read ---


def files_read(*requests: str) -> list[str]:
    paths: list[str] = []

    def watch(files: Sequence[str]) -> Sequence[str]:
        paths.extend(files)
        return files

    Catalogue(watch=watch).load(requests)
    return [display_path(path) for path in paths]


@pytest.mark.parametrize(
    ("requests", "file"),
    [
        (["west-mercia"], "data/reports/2023-25/west-mercia.yaml"),
        (["West Mercia@2016"], "data/reports/2016/west-mercia.yaml"),
        ([], "data/reports/2023-25/west-mercia.yaml"),
        (["kent", "Kent Police", "kent@2023-25"], "data/reports/2023-25/kent.yaml"),
    ],
    ids=["a force", "a force and a cycle", "nothing", "one report by three names"],
)
def test_a_question_about_one_report_reads_one_file(requests: list[str], file: str) -> None:
    assert files_read(*requests) == [file]


def test_a_question_about_one_cycle_reads_the_files_of_that_cycle_only() -> None:
    files = files_read("@2014")
    assert len(files) == 36
    assert {os.path.dirname(path) for path in files} == {"data/reports/2014"}


# --- files ---


def test_the_files_below_a_folder_are_sorted_and_other_endings_left_out(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c/a.JSON", "c.yaml", "notes.txt", "c/b.yaml~"):
        write(tmp_path, name)
    assert files_below(str(tmp_path)).files == [
        str(tmp_path / name) for name in ("a.yml", "b.yaml", "c.yaml", "c/a.JSON")
    ]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "a", "a.yaml")
    (tmp_path / "a" / "loop").symlink_to(tmp_path / "a")
    assert files_below(str(tmp_path)).files == [str(tmp_path / "a" / "a.yaml")]


@pytest.mark.parametrize("path", ["-", "nowhere.yaml", "nowhere/"])
def test_a_path_that_is_not_a_folder_is_its_only_file(path: str) -> None:
    assert files_below(path) == ([path], [])


def test_a_folder_without_report_files_is_an_error(tmp_path: Path) -> None:
    (failure,) = failures(str(tmp_path))
    assert isinstance(failure, BadData)
    assert str(failure) == f"{tmp_path}: there is no report file in this folder (.yaml, .yml or .json)."


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="there is no such file") as caught:
        read_bytes(str(tmp_path / "none.yaml"))
    assert str(caught.value) == f"{tmp_path / 'none.yaml'}: there is no such file."


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/dev/null.yaml/a.yaml", "/dev/null.yaml/a.yaml: there is no such file."),
        ("a\0.yaml", "a\\x00.yaml: it cannot be read."),
        ("", "'': there is no such file."),
        ("https://example.org/a.yaml", "https://example.org/a.yaml: peel opens no web addresses. Save the page first."),
        (" ", "' ': there is no such file."),
        ("a" * 300, f"{'a' * 300}: file name too long."),
        ("/dev/zero", "/dev/zero: this is not an ordinary file. Use - to read from a pipe."),
        ("a\x1b[2J\n.yaml", "a\\x1b[2J\\n.yaml: there is no such file."),
    ],
    ids=[
        "no folder",
        "a name with NUL",
        "no name",
        "an address",
        "a blank name",
        "a name without end",
        "a device",
        "a name with an escape sequence",
    ],
)
def test_an_unreadable_path_is_an_error(path: str, message: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(path)
    assert str(caught.value) == message


def test_closed_standard_input_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Unreadable) as caught:
        read_bytes("-")
    assert str(caught.value) == "-: standard input is closed."


def test_a_file_of_32_mib_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"")
    os.truncate(path, 32 * 1024 * 1024)
    assert len(read_bytes(str(path))) == 33_554_432
    os.truncate(path, 32 * 1024 * 1024 + 1)
    with pytest.raises(Unreadable) as caught:
        read_bytes(str(path))
    assert str(caught.value) == f"{path}: this is larger than 32 MiB, too large for a report file."


def test_the_errors_of_all_inputs_are_reported_together(tmp_path: Path) -> None:
    bad = write(tmp_path, "bad.yaml", more="verdict: bad\n")
    worse = write(tmp_path, "worse.yaml", more="complete: maybe\n")
    first, second, third = failures(bad, str(tmp_path / "none.yaml"), worse)
    assert isinstance(first, BadData)
    assert isinstance(third, BadData)
    assert [problem.code for problem in first.problems + third.problems] == ["unknown-key", "truth"]
    assert str(second) == f"{tmp_path / 'none.yaml'}: there is no such file."


def test_built_in_files_are_shown_by_their_place_in_the_data() -> None:
    assert display_path(os.path.join(DATA, "reports", "2016", "kent.yaml")) == "data/reports/2016/kent.yaml"


def test_other_files_are_shown_as_they_were_named() -> None:
    assert display_path("./a.yaml") == "./a.yaml"


# --- a close look ---


def test_a_close_look_counts_the_files_and_gathers_what_is_wrong_with_all(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "kent", "2016")
    write(tmp_path, "b.yaml", "kent", "2016", "verdict: bad\n")
    write(tmp_path, "c.yaml", "Northshire Police", "2016")
    (tmp_path / "d.yaml").write_text("force: a\ncycle: [\n", encoding="utf-8")
    checked = check([str(tmp_path), str(tmp_path / "none.yaml")])
    assert checked.files == 5
    assert [(os.path.basename(one.path), one.level, one.code) for one in checked.problems] == [
        ("b.yaml", "problem", "unknown-key"),
        ("c.yaml", "warning", "force"),
        ("d.yaml", "problem", "syntax"),
    ]
    assert [str(failure) for failure in checked.failures] == [f"{tmp_path / 'none.yaml'}: there is no such file."]


def test_a_close_look_at_the_same_path_twice_counts_it_once() -> None:
    assert check([NORTHSHIRE, NORTHSHIRE]).files == 1


def test_a_close_look_at_a_folder_without_report_files_is_a_failure(tmp_path: Path) -> None:
    checked = check([str(tmp_path)])
    assert (checked.files, checked.problems) == (0, ())
    (failure,) = checked.failures
    assert isinstance(failure, BadData)


# --- names that were typed without quotes, the newest, and what is missing ---


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        (["West", "Mercia"], ["west-mercia@2023-25"]),
        (["west", "mercia@2017", "kent"], ["west-mercia@2017", "kent@2023-25"]),
        (["hampshire", "and", "isle", "of", "wight"], ["hampshire-and-isle-of-wight@2023-25"]),
        (["kent", "warwickshire"], ["kent@2023-25", "warwickshire@2023-25"]),
        (["Kent", "Police"], ["kent@2023-25"]),
    ],
)
def test_the_words_of_a_name_may_be_typed_apart(words: list[str], reports: list[str]) -> None:
    assert specs_of(*words) == reports


def test_a_force_of_a_user_report_may_be_typed_as_several_words_too(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml")
    assert specs_of("Northshire", "Police", data=(str(tmp_path),)) == ["northshire-police@2023-25"]


def test_newest_is_one_report_of_each_force() -> None:
    newest = specs_of("@newest")
    assert len(newest) == len({report.partition("@")[0] for report in newest}) == 43
    assert "dyfed-powys@2018-19" in newest


def test_the_cycle_filter_applies_to_newest() -> None:
    assert specs_of("@newest", cycle="2017")[0] == "avon-and-somerset@2017"


def test_years_behind_an_at_are_a_path_only_if_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert error("kent@2023/26").startswith("'2023/26' is not a cycle.")
    write(tmp_path, "kent@2023/26/a.yaml")
    assert specs_of("kent@2023/26") == ["northshire-police@2023-25"]


def test_forces_narrow_the_catalogue_and_open_no_other_files() -> None:
    opened: list[str] = []

    def watch(paths: Sequence[str]) -> Iterator[str]:
        opened.extend(paths)
        return iter(paths)

    loaded = Catalogue(forces=["kent", "Essex Police"], watch=watch).load(["@2017"])
    assert [report.force.id for report in loaded.reports] == ["essex", "kent"]
    assert len(opened) == 2


@pytest.mark.parametrize(
    ("words", "everything", "missing", "forces"),
    [
        (["@2023-25"], False, [("dyfed-powys", "2023-25")], 43),
        (["@2017"], False, [], 43),
        (["@newest"], False, [], 43),
        (["kent", "essex"], False, [], None),
        (["@2023-25", "dyfed-powys"], False, [("dyfed-powys", "2023-25")], 43),
    ],
)
def test_the_forces_that_a_request_covers_and_the_missing_reports_are_recorded(
    words: list[str], everything: bool, missing: list[tuple[str, str]], forces: int | None
) -> None:
    loaded = Catalogue().load(words, everything)
    assert (list(loaded.missing), loaded.forces) == (missing, forces)


def test_all_reports_record_the_gaps_of_each_cycle() -> None:
    missing = Catalogue().load([], everything=True).missing
    assert ("kent", "2014") in missing
    assert not [cycle for _, cycle in missing if cycle in ("2015", "2016", "2017", "2018-19", "2025-27")]


def test_a_history_records_the_cycles_without_a_report() -> None:
    loaded = Catalogue().every_report_on("kent")
    assert (loaded.missing, loaded.forces) == ((("kent", "2014"),), 1)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["requires", "improvement"],
            "'requires improvement' is not a force. Did you mean --grade requires-improvement?",
        ),
        (
            ["cause", "of", "concern"],
            "'cause of concern' is not a force. Did you mean --kind cause-of-concern?",
        ),
        (
            ["kent", "Isles", "of", "Scilly"],
            "'Isles of Scilly' is not a force. It is policed by Devon & Cornwall Police: use devon-and-cornwall.",
        ),
        (
            ["Police", "Scotland"],
            "PEEL does not inspect Police Scotland. It polices Scotland; PEEL covers the 43 territorial forces of "
            "England and Wales only.",
        ),
    ],
)
def test_several_words_that_are_not_a_force_are_answered_as_one(words: list[str], message: str) -> None:
    assert error(*words) == message
