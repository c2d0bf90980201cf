"""Report cards of police inspections: what HMICFRS found at each force of England and Wales."""

from os.path import abspath, dirname, isdir, join

__version__ = "1.1.0"

DATA_DATE = "2026-11-25"
"""The date on which the built-in reports were last compiled; kept here so that `--version` opens no file."""

LICENCE = (
    "Summaries in our own words. Contains public sector information licensed under the Open Government Licence v3.0."
)
"""The licence of the data, with the acknowledgement that it requires."""

_HERE = dirname(abspath(__file__))
DATA = next(filter(isdir, (join(_HERE, "data"), join(dirname(_HERE), "data"))), join(_HERE, "data"))
"""The folder of the data: inside an installed package, beside it in a checkout. importlib.resources would cost 7 ms."""

CITATION = (
    f"peel {__version__}, data of {DATA_DATE}: grades and findings of HMICFRS's PEEL inspections, compiled from public "
    f"sources."
)
"""How to cite the data."""
