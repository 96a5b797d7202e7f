"""What is told of a run's progress where nobody watches a bar: lines on standard error."""

import re
import time

from innosim.cli.progress import RunProgress


def test_compiling_is_not_counted_in_what_comes_after(capsys) -> None:
    with RunProgress(lambda: 100.0, quiet=False) as progress:
        progress.searching(0, 40)
        time.sleep(0.3)  # the model is compiled before the first pilot is done
        progress.searching(1, 40)
        progress.searching(40, 40)
    told = capsys.readouterr().err
    found = re.search(r"Found equal resources with 40 pilots in (\S+) s", told)
    assert found is not None
    assert float(found.group(1)) < 0.3
    assert "Compiling the model, once on this machine: about 100 s." in told
    assert "Compiled in 0 s." in told


def test_a_bar_that_nobody_sees_leaves_no_line(capsys) -> None:
    """Rich 13 ended it with an empty one, before the answer or the error that follows."""
    with RunProgress(lambda: 0.0, quiet=False) as progress:
        progress(3, 3)
    with RunProgress(lambda: 0.0, quiet=False) as progress:
        progress(0, 3)
        progress(3, 3)
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "3 replications to run."
    assert [line.rpartition(" in ")[0] for line in told[1:]] == ["Ran 3 replications"]


def test_progress_speaks_the_language_of_the_answer(capsys) -> None:
    with RunProgress(lambda: 2.0, quiet=False, lang="da") as progress:
        progress.searching(0, 2000)
        progress.searching(2000, 2000)
        progress(1500, 3000)
        progress(3000, 3000)
    told = capsys.readouterr().err
    assert "Afpasser styringsformerne til samme forbrug: højst 2.000 prøvekørsler." in told
    assert "Oversætter modellen, én gang på denne maskine: omkring 2 s." in told
    assert "Afpassede styringsformerne til samme forbrug med 2.000 prøvekørsler på 0,0 s." in told
    assert "3.000 kørsler at køre, heraf 1.500 færdige, før den blev standset." in told
    assert "Kørte 1.500 kørsler på 0,0 s." in told


def test_what_is_never_kept_was_not_done_before_it_was_stopped(capsys) -> None:
    """A first run of patterns said so of the first replication that was counted."""
    with RunProgress(lambda: 0.0, quiet=False, kept=False) as progress:
        progress(1, 22)
        progress(22, 22)
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "22 replications to run."
    assert told[1].startswith("Ran 22 replications in ")
