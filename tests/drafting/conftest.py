"""Drafting with the project's own data."""

from collections.abc import Callable, Mapping

import pytest

from peelcli import DATA, cycles
from peelcli.drafting import Draft, Vocabulary, draft, read_vocabulary
from peelcli.reading import read_data
from peelcli.report import Force


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_vocabulary(read_data(f"{DATA}/vocabulary.yaml"))


@pytest.fixture(scope="session")
def forces() -> Mapping[str, Force]:
    aliases = cycles.force_aliases()
    return {name: force for id, force in cycles.forces().items() for name in (force.name, *aliases[id])}


@pytest.fixture
def drafted(vocabulary: Vocabulary, forces: Mapping[str, Force]) -> Callable[..., Draft]:
    """Draft a text."""
    return lambda text, force=None: draft(text, vocabulary, forces, force)


@pytest.fixture
def grades(drafted: Callable[..., Draft]) -> Callable[[str], dict[str, str]]:
    """Return the grades of a text that is about Kent Police and was published in 2024."""
    head = "Kent Police: PEEL inspection\n\nPublished 5 March 2024\n\n"
    return lambda text: {item.area: item.grade for item in drafted(head + text).grades}
