"""Made-up claims whose truth is known: true differences of draws, noise as large as asked for, and a claim made of them without a model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from innosim.analysis.claim import AtBase, Claim, InMode, claimed_in_mode
from innosim.analysis.claim_deciders import Box, Decider, Edge
from innosim.analysis.claim_refute import Refuted
from innosim.experiment.credible import TOLD, Credible, JudgedByBands
from innosim.experiment.intervals import Floats, Interval
from innosim.scenario.catalogue import AS_COSTED, EQUAL_RESOURCES
from innosim.scenario.claimed import read_claim
from innosim.scenario.reader import load

FIELD = "relationships.gains_seen"


def noisy(true: Floats, sd: Floats | float, seed: int, replications: int = 2) -> Floats:
    """Return what replications (draws, replications) show of true differences; ``sd`` is of the noise of their mean."""
    random = np.random.default_rng(seed)
    noise = random.normal(size=(len(true), replications)) * np.sqrt(replications)
    return true[:, None] + noise * np.reshape(sd, (-1, 1))


def made_up(text: str = "framed > bottom-up on backing_mean", shift: float = 0.02) -> Claim:
    """Return a claim that mostly holds, with everything that may be found of one."""
    scenario = load("randers")
    claimed = read_claim(text, scenario)
    true = np.random.default_rng(1).normal(size=300) * 0.03 + shift
    credible = np.arange(300) % 5 == 0
    modes: tuple[InMode, ...] = tuple(
        claimed_in_mode(noisy(true - less, 0.01, seed), claimed, cost, credible)
        for seed, (cost, less) in enumerate(((AS_COSTED, 0.0), (EQUAL_RESOURCES, 0.015)))
    )
    bands = tuple(JudgedByBands(band, band.low, band.high, 0.5) for band in TOLD)
    claim = Claim(
        scenario, claimed, 300, 2, {}, modes, Credible(credible, bands, 60, nearest=False), EQUAL_RESOURCES
    )  # fmt: skip
    return replace(
        claim,
        deciders=(Decider(FIELD, 0.21, 0.4), Decider("relationships.memo_sd", 0.15, -0.3)),
        box=Box(
            True,
            (Edge(FIELD, False, 0.31), Edge("relationships.memo_sd", True, 0.4)),
            0.71,
            0.38,
            0.52,
            0.28,
            0.005,
            300,
            84,
            0.63,
        ),
        base=AtBase(Interval(0.021, 0.012, 0.03, 40), holds=True),
        refuted=Refuted(FIELD, 0.5, 0.37, 0.13, Interval(0.004, -0.001, 0.009, 80)),
        tried=(FIELD, "relationships.memo_sd"),
    )
