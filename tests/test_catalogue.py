"""Which reports there are, and what `west-mercia@2021-22` means."""

from __future__ import annotations

from peelcli import cycles
from peelcli.catalogue import Catalogue


def test_a_cycle_outside_the_chosen_one_holds_nothing() -> None:
    catalogue = Catalogue(cycle=cycles.cycles()["2021-22"])
    assert catalogue.load(["@2023-25", "west-mercia@2023-25"]).reports == ()
