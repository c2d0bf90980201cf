"""Normalised names for comparison, and slugs for identifiers."""

import re

_PLAIN = str.maketrans("‐‑‒–—―−“”„‟‘’‚‛", "-------\"\"\"\"''''")
"""Dashes and quotation marks as those of a keyboard."""


def normalise(name: str) -> str:
    """Normalise a name for comparison: `Devon & Cornwall`, `“Devon & Cornwall”` and `DEVON-AND-CORNWALL` agree."""
    if not name.isascii():
        from unicodedata import normalize

        name = normalize("NFKC", name).translate(_PLAIN)
    words = name.replace("&", " and ").replace("-", " ").replace("_", " ").split()
    return " ".join(words).strip(" \"'").casefold()


def slugify(name: str) -> str:
    """Return an id for an unknown name; empty if the name has no letter or digit."""
    return re.sub(r"[\W_]+", "-", normalise(name)).strip("-")
