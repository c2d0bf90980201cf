"""`peel draft`: articles become report files that load, and every refusal says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support import Peel

from peelcli import drafting

ARTICLE = "tests/data/article.txt"

DRAFT = """\
# yaml-language-server: $schema=report.schema.json
# A draft. Check each line against the article, finish it, and delete the comments.
# Comments name the line of the article and its words; those that begin with ? are for you to decide.
force: Northshire Police    # line 1: “Northshire Police”
cycle: 2023-25    # line 5: “2023-25”
published: '2025-03-14'    # line 3: “14 March 2025”
# ? stated: good: 2    # line 7: “good in two”
graded_areas:
  - {area: preventing-crime, grade: good, source: article}    # line 5: “good at preventing crime”
  - {area: responding-to-public, grade: inadequate, source: article}    # line 5: “inadequate at responding to the public”
stakeholder_responses:
  # line 9: “Chief Constable Priya Hallworth said: “We must answer sooner.””
  - name: Priya Hallworth
    role: Chief Constable
    summary: Commented on the report.    # sum up the words quoted below
    quote: We must answer sooner.
    source: article
sources:
  article:
    title:
    publisher:
    url:    # where the article stands
"""

EXPLANATION = """\
force: Northshire Police
    rule: force named most
    line 1: “Northshire Police”
cycle: 2023-25
    rule: cycle by label
    line 5: “2023-25”
published: 2025-03-14
    rule: date of publication
    line 3: “14 March 2025”
grade: preventing-crime: good
    rule: grade before area
    line 5: “good at preventing crime”
grade: responding-to-public: inadequate
    rule: grade before area
    line 5: “inadequate at responding to the public”
count: good: 2
    rule: count stated
    line 7: “good in two”
response: Priya Hallworth
    rule: name says
    line 9: “Chief Constable Priya Hallworth said: “We must answer sooner.””
"""


@pytest.fixture(scope="module", autouse=True)
def _the_vocabulary_is_built_once() -> Iterator[None]:
    """Keep the vocabulary, which never changes, from one article to the next."""
    kept: list[drafting.Vocabulary] = []
    build = drafting.Vocabulary

    def built(*facts: object) -> drafting.Vocabulary:
        kept[:] = kept or [build(*facts)]  # type: ignore[arg-type]
        return kept[0]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(drafting, "Vocabulary", built)
        yield


def test_each_fact_of_a_draft_names_the_line_it_was_read_from(peel: Peel) -> None:
    outcome = peel("draft", ARTICLE)
    assert outcome.stdout == DRAFT


def test_counts_that_disagree_with_the_drafted_grades_are_hinted_on_stderr(peel: Peel) -> None:
    assert peel("draft", ARTICLE).stderr == "peel: the article states 2 good, the draft has 1\n"


def test_a_draft_without_grades_comes_with_a_warning(peel: Peel) -> None:
    outcome = peel(
        "draft", "-", stdin="The PEEL report on Kent Police is out. Officers are too slow to answer letters."
    )
    assert "graded_areas: []" in outcome.stdout
    assert outcome.stderr == "peel: warning: the article gives no grade; the draft holds only what else it says\n"


def test_a_text_on_another_inspection_is_refused_by_its_name(peel: Peel) -> None:
    text = (
        "Kent Police’s custody suites were inspected by HMICFRS. Detainees in the custody suites were well cared for."
    )
    outcome = peel("draft", "-", stdin=text, exit_code=3)
    assert outcome.stderr == (
        "Error: -: the text seems to be about a custody inspection, not about one force. "
        "Give an article about one force's PEEL inspection.\n"
    )


def test_the_rules_behind_a_draft_can_be_shown(peel: Peel) -> None:
    assert peel("draft", ARTICLE, "--explain").stdout == EXPLANATION


def test_a_draft_can_be_read_from_standard_input_and_written_to_a_file(peel: Peel, tmp_path: Path) -> None:
    article = Path(ARTICLE).read_text("utf-8")
    assert peel("draft", "-", "-o", tmp_path / "draft.yaml", stdin=article).stdout == ""
    assert (tmp_path / "draft.yaml").read_text("utf-8") == DRAFT


# Not the sets by other authors, of which many are to be refused; tests/bench/draft.py reads them
ARTICLES = sorted(
    path
    for folder in ("tests/articles", "tests/articles/held-out")
    for path in Path(folder).iterdir()
    if path.suffix in (".txt", ".html", ".md") and path.stem != "README"
)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_the_draft_of_every_article_loads_and_shows_as_a_card(article: Path, peel: Peel, tmp_path: Path) -> None:
    force = ("--force", "metropolitan") if article.match("held-out/27.txt") else ()
    peel("draft", article, *force, "-o", tmp_path / "draft.yaml")
    assert " 0 problems, " in peel("check", tmp_path / "draft.yaml").stdout.splitlines()[-1]
    assert "Graded areas" in peel("summary", tmp_path / "draft.yaml").stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the article is empty. Give a file with the text of the article."),
        (
            "%PDF-1.7 and more",
            "this is a PDF or another binary file, not text. Copy the article's text into a .txt file, or save the "
            "page as HTML, and draft that.",
        ),
        (
            "The village fair was a great success, and everybody had cake.",
            "the article does not mention a police inspection. Give an article about one force's PEEL inspection.",
        ),
    ],
    ids=["nothing", "a PDF", "no inspection"],
)
def test_what_cannot_be_drafted_is_refused_with_a_remedy(text: str, message: str, peel: Peel) -> None:
    outcome = peel("draft", "-", stdin=text, exit_code=3)
    assert (outcome.stdout, outcome.stderr) == ("", f"Error: -: {message}\n")


def test_an_article_about_several_forces_asks_which_is_meant(peel: Peel) -> None:
    outcome = peel("draft", "tests/articles/held-out/27.txt", exit_code=3)
    assert outcome.stdout == ""
    assert outcome.stderr == (
        "Error: tests/articles/held-out/27.txt: the article is about several forces: Metropolitan Police Service, "
        "Nottinghamshire Police. Choose one with --force.\n"
    )


def test_the_force_that_is_meant_can_be_chosen(peel: Peel) -> None:
    drafted = peel("draft", "tests/articles/held-out/27.txt", "--force", "nottinghamshire").stdout
    assert drafted.splitlines()[3].startswith("force: nottinghamshire    # line ")


def test_a_force_that_the_article_does_not_name_cannot_be_chosen(peel: Peel) -> None:
    message = f"Error: {ARTICLE}: the article does not name 'Kent'; it names Northshire Police.\n"
    assert peel("draft", ARTICLE, "--force", "Kent", exit_code=3) == ("", message, 3)


def test_a_file_that_is_not_there_is_unreadable(peel: Peel) -> None:
    outcome = peel("draft", "no-such-article.txt", exit_code=4)
    assert outcome == ("", "Error: no-such-article.txt: there is no such file.\n", 4)
