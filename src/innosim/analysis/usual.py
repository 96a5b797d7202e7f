"""How much is run where nobody says otherwise, and how little may be: of claims, sensitivity, and why. No more stands here, so that the command line shows it at once."""

from __future__ import annotations

CLAIM_DRAWS, CLAIM_REPLICATIONS = 500, 2
"""Of a claim: noise of replications is small beside what lies between plausible models, and is taken off."""

TRAJECTORIES, SECOND_DRAWS, POINT_REPLICATIONS = 8, 300, 3
"""Of a sensitivity analysis: of Randers some 12,000 replications in the screening and 1,800 in the draws."""

FEWEST_TRAJECTORIES, FEWEST_DRAWS, FEWEST_REPLICATIONS = 2, 50, 2
"""Fewer draws say nothing of a distribution, and one replication nothing of noise."""

ORDERS, MIX_REPLICATIONS = 7, 20
"""Of why: random orders of levers, each walked both ways, and replications of each mix; two presets in Randers then take under two minutes on two threads."""
