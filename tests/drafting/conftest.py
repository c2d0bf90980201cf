"""Drafting with the project's own data."""

from collections.abc import Callable

import pytest

from peelcli import DATA, cycles
from peelcli.drafting import Draft, Vocabulary, draft
from peelcli.reading import read_data


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    aliases = cycles.force_aliases()
    forces = {name: force for id, force in cycles.forces().items() for name in (force.name, *aliases[id])}
    return Vocabulary(read_data(f"{DATA}/vocabulary.yaml"), forces)


@pytest.fixture
def drafted(vocabulary: Vocabulary) -> Callable[..., Draft]:
    """Draft a text."""
    return lambda text, force=None: draft(text, vocabulary, force)


@pytest.fixture
def grades(drafted: Callable[..., Draft]) -> Callable[[str], dict[str, str]]:
    """Return the grades of a text that is about Kent Police and was published in 2024."""
    head = "Kent Police: PEEL inspection\n\nPublished 5 March 2024\n\n"
    return lambda text: {item.area: item.grade for item in drafted(head + text).grades}
