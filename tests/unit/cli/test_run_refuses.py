"""What `run` cannot do is one sentence and exit code 2."""

import pytest

from innosim.cli.main import main
from innosim.experiment.result import open_result


def test_twins_need_regimes_as_costed(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["run", "village", "--politics", "--cost", "equal-resources"])
    assert stopped.value.code == 2
    assert "--politics compares regimes as costed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--month", "12"], "innosim run: No such option '--month': did you mean --months?"),
        (["--regimes", "framed"], "No such option '--regimes': did you mean --regime?"),
        (["--replications", "1.000"], "'1.000' is not a whole number as it is typed here; write 1000."),
        (["--replications", "1,000"], "'1,000' is not a whole number as it is typed here; write 1000."),
        (["--months", "1.5"], "'1.5' is not a whole number as it is typed here."),
        (["--jobs", "two"], "'two' is not a whole number as it is typed here."),
        (["--seed", "12 000"], "write 12000."),
        (["--regime", "framed,rutine"], "There is no regime 'rutine': did you mean routine?"),
    ],
)  # fmt: skip
def test_an_option_as_people_type_it_is_explained(capsys, typed, said):
    with pytest.raises(SystemExit) as stopped:
        main(["run", "village", *typed])
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_regimes_may_stand_with_commas_between_and_numbers_with_a_point(tmp_path, capsys):
    typed = ["--regime", "routine, framed", "--regime", "shaving", "--months", "12.0", "--replications", "1"]  # fmt: skip
    with pytest.raises(SystemExit) as stopped:
        main(["run", "village", *typed, "--out", str(tmp_path / "r"), "--quiet"])
    assert stopped.value.code == 0
    assert open_result(tmp_path / "r").manifest["regimes"] == ["routine", "shaving", "framed"]
