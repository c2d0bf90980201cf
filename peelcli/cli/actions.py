"""The commands that do more than answer a question about reports: check, draft and export."""

from __future__ import annotations

import os

import click

from peelcli import DATA
from peelcli.cli.command import Result
from peelcli.cli.messages import reading
from peelcli.cli.output import STDOUT
from peelcli.errors import WARNING, BadData
from peelcli.sanitise import escape_controls

DATABASES = (".db", ".sqlite", ".sqlite3")


def check(files: tuple[str, ...], strict: bool) -> Result:
    """Check files; the problems decide the exit code."""
    from peelcli.answers.problems import problems
    from peelcli.loading import reports

    with reading(files) as watch:
        checked = reports.check(files, watch)
    failing = any(strict or problem.level != WARNING for problem in checked.problems)
    code = max((failure.exit_code for failure in checked.failures), default=int(failing))
    view = problems(checked.problems, checked.files, checked.unread)
    return Result(view, failures=checked.failures, exit_code=code)


def draft(article: str, force: str | None, explain: bool) -> Result:
    """Draft a report from an article, with a hint if its stated counts differ from those of the draft."""
    from peelcli import drafting
    from peelcli.loading.files import read_article
    from peelcli.model import reference
    from peelcli.reading import read_data
    from peelcli.writing import drafts

    aliases = reference.force_aliases()
    forces = {name: known for id, known in reference.forces().items() for name in (known.name, *aliases[id])}
    vocabulary = drafting.Vocabulary(read_data(os.path.join(DATA, "vocabulary.yaml")), forces)
    with reading((article,)):
        text = read_article(article)
    try:
        drafted = drafting.draft(text, vocabulary, force)
    except drafting.NoDraft as refusal:
        raise BadData(f"{escape_controls(article)}: {refusal}") from refusal
    hints = tuple(drafts.hints(drafted))
    if explain:
        return Result(drafts.explanation(drafted), hints=hints)
    cycle = reference.find_cycle(drafted.cycle.id) if drafted.cycle.id else None
    return Result(drafts.draft_text(drafted, cycle), hints=hints)


def export(file: str, folders: tuple[str, ...], overwrite: bool) -> Result:
    """Write all reports to a database."""
    from peelcli.cli import query
    from peelcli.cli.files import replace_file
    from peelcli.writing import export

    if file == STDOUT:
        raise click.UsageError("a database cannot be written to standard output; name a file, such as peel.db.")
    if os.path.splitext(file)[1].lower() not in DATABASES:
        message = f"this command writes SQLite; use one of these extensions instead of {escape_controls(file)!r}: "
        raise click.UsageError(f"{message}{', '.join(DATABASES)}.")
    with reading(()) as watch:
        found = query.named_or_all(query.Query(folders=folders, watch=watch))
    export.check_target(file, overwrite)
    replace_file(file, lambda name: export.write(found.reports, name, own_data=bool(folders)))
    return Result("", found.warnings, () if export.has_full_text() else (export.NO_FULL_TEXT,))
