"""`peel draft`: turns an article into a draft of a report file."""

from __future__ import annotations

import os

from peelcli import DATA, drafting
from peelcli.cli.command import Result
from peelcli.cli.messages import reading
from peelcli.errors import BadData
from peelcli.loading import files
from peelcli.model import reference
from peelcli.reading import read_data
from peelcli.sanitise import escape_controls
from peelcli.writing import drafts


def draft(article: str, force: str | None, explain: bool) -> Result:
    """Draft a report from an article, with a hint if its stated counts differ from those of the draft."""
    aliases = reference.force_aliases()
    forces = {name: known for id, known in reference.forces().items() for name in (known.name, *aliases[id])}
    vocabulary = drafting.Vocabulary(read_data(os.path.join(DATA, "vocabulary.yaml")), forces)
    with reading((article,)):
        text = files.read_article(article)
    try:
        drafted = drafting.draft(text, vocabulary, force)
    except drafting.NoDraft as refusal:
        raise BadData(f"{escape_controls(article)}: {refusal}") from refusal
    hints = tuple(drafts.hints(drafted))
    if explain:
        return Result(drafts.explanation(drafted), hints=hints)
    cycle = reference.find_cycle(drafted.cycle.id) if drafted.cycle.id else None
    return Result(drafts.draft_text(drafted, cycle), hints=hints)
