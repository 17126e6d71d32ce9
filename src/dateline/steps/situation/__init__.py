"""Claims of one happening, or of one place, in; what their sources agree and differ on out.

`casualties` has low, best and high over the sources, `disputes` the fields on which they differ, `control` who holds a
place from when to when. Nothing here settles who is right.
"""

from dateline.steps.situation.casualties import casualty_ranges
from dateline.steps.situation.control import RULES, control_timeline, place_named, tells_of_control
from dateline.steps.situation.disputes import control_disputes, disputes_of
from dateline.steps.situation.sources import independent_sources

__all__ = [
    "RULES",
    "casualty_ranges",
    "control_disputes",
    "control_timeline",
    "disputes_of",
    "independent_sources",
    "place_named",
    "tells_of_control",
]
