"""P2 (built in): without ildsjæle bottom-up throughput falls by a third or more. It falls by a quarter: see docs/patterns.md."""

import numpy as np
from chances import is_above, is_below
from runs import metric, read
from towns import randers


def throughput(**values: float) -> np.ndarray:
    scenario = randers(**values)
    return read(scenario, scenario.regimes["bottom-up"], metric("throughput_per_year"), 12)


def test_without_ildsjaele_throughput_falls_by_a_fifth_or_more_but_not_by_a_third():
    """And by the broken rule, posts that spark nothing only crowd others out, and throughput does not fall."""
    without = throughput(post_share=0.0)
    fall = 1.0 - without / throughput()
    assert is_above(fall, 0.2)
    assert is_below(fall, 0.3), "the pattern as it was expected: a third or more"
    assert is_below(1.0 - without / throughput(spark_post=0.0), 0.0)
