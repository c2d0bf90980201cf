"""Give every test the project's vocabulary and forces."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from peelcli.drafting import Draft, Force, Vocabulary, draft, read_vocabulary

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    data = yaml.load((ROOT / "data/vocabulary.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return read_vocabulary(data)


@pytest.fixture(scope="session")
def forces() -> list[Force]:
    entries = json.loads((ROOT / "tests/drafting/forces.json").read_text("utf-8"))
    return [Force(id_, name, tuple(aliases)) for id_, name, aliases in entries]


@pytest.fixture
def drafted(vocabulary: Vocabulary, forces: list[Force]) -> Callable[..., Draft]:
    """Draft a text with the project's data."""
    return lambda text, force=None: draft(text, vocabulary, forces, force)


@pytest.fixture
def grades(drafted: Callable[..., Draft]) -> Callable[[str], dict[str, str]]:
    """Return the grades of a text that is about Kent Police and was published in 2024."""
    head = "Kent Police: PEEL inspection\n\nPublished 5 March 2024\n\n"
    return lambda text: {item.area: item.grade for item in drafted(head + text).grades}
