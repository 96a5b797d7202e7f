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
    found = re.search(r"Found equal use with 40 pilots in (\S+) s", told)
    assert found is not None
    assert float(found.group(1)) < 0.3
    assert "Compiling the model, once on this machine: about 100 s." in told
    assert "Compiled in 0 s." in told
