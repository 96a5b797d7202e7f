"""What `run` cannot do is one sentence and exit code 2."""

import pytest

from innosim.cli.main import main


def test_twins_need_regimes_as_costed(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["run", "village", "--politics", "--cost", "equal-resources"])
    assert stopped.value.code == 2
    assert "--politics compares regimes as costed" in capsys.readouterr().err
