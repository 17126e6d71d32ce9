"""How well readings agree with reports that people have annotated.

Arrives: a folder of gold files (see `tests/gold/README.md`) and a reader. Leaves: precision, recall
and F1 for each slot of a claim, and on demand what was wanted and found, claim by claim.

    python -m dateline.evaluate tests/gold
    python -m dateline.evaluate tests/gold --show --only aleppo-corridor
"""

from dateline.evaluate.checks import slips_in
from dateline.evaluate.gold import GoldClaim, GoldReport, read_gold, read_gold_folder
from dateline.evaluate.perfect import perfect_reading
from dateline.evaluate.scores import ReportScore, Scores, score_reading, score_readings
from dateline.evaluate.tally import Tally

__all__ = [
    "GoldClaim",
    "GoldReport",
    "ReportScore",
    "Scores",
    "Tally",
    "perfect_reading",
    "read_gold",
    "read_gold_folder",
    "score_reading",
    "score_readings",
    "slips_in",
]
