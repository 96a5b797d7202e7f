"""Numbers in sentences: no power of ten, and one is a singular, in both languages."""

import pytest

from innosim.scenario.places import no_option
from innosim.scenario.spoken import how_much_is_run, in_three_digits, per_cent


@pytest.mark.parametrize(
    ("replications", "months", "en", "da"),
    [
        (50, 1, "50 replications of 1 month", "50 kørsler à 1 måned"),
        (1, 144, "1 replication of 144 months", "1 kørsel à 144 måneder"),
        (1500, 12, "1,500 replications of 12 months", "1.500 kørsler à 12 måneder"),
    ],
)
def test_one_is_a_singular(replications: int, months: int, en: str, da: str) -> None:
    said = how_much_is_run(replications, months)
    assert (said.en, said.da) == (en, da)


def test_no_number_has_a_power_of_ten() -> None:
    assert (per_cent(18.2).en, per_cent(18.2).da) == ("1,820 %", "1.820 %")
    assert per_cent(0.0000001).en == "0.00001 %"
    assert in_three_digits(99.96).en == "100"
    assert in_three_digits(0.00001234).en == "0.0000123"


def test_a_path_that_begins_as_options_do_is_given_from_here() -> None:
    assert (no_option("-y.toml"), no_option("y.toml")) == ("./-y.toml", "y.toml")
