"""Normalised names for comparison, and slugs for identifiers."""

import re

_BLANKS = re.compile(r"[\s_‐-―−-]+")
_QUOTES = dict.fromkeys(map(ord, "“”„‟"), '"') | dict.fromkeys(map(ord, "‘’‚‛"), "'")


def normalise(name: str) -> str:
    """Normalise a name for comparison: `Devon & Cornwall`, `“Devon & Cornwall”` and `DEVON-AND-CORNWALL` agree."""
    if not name.isascii():
        from unicodedata import normalize

        name = normalize("NFKC", name).translate(_QUOTES)
    return _BLANKS.sub(" ", name.replace("&", " and ")).strip(" \"'").casefold()


def slugify(name: str) -> str:
    """Return an id for an unknown name; empty if the name has no letter or digit."""
    return re.sub(r"[\W_]+", "-", normalise(name)).strip("-")
