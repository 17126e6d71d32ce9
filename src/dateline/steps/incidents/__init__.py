"""Claims of many reports in, groups of claims of one happening out.

`tellings` groups the claims of one report, `candidates` says which tellings of different reports are worth comparing,
`comparing` and `scoring` how sure it is that two are of one happening, and why, `grouping` what follows from it. What
can be the same happening, and what each likeness weighs, stands in data/incidents/.
"""

from dateline.steps.incidents.candidates import BACK, WEEK, days_meant
from dateline.steps.incidents.families import load_families
from dateline.steps.incidents.profiles import Profile
from dateline.steps.incidents.step import (
    NO_CONSTRAINTS,
    Group,
    group_claims,
    groups_of,
    incident_id,
    likely_pairs,
    report_tellings,
)

__all__ = [
    "BACK",
    "NO_CONSTRAINTS",
    "WEEK",
    "Group",
    "Profile",
    "days_meant",
    "group_claims",
    "groups_of",
    "incident_id",
    "likely_pairs",
    "load_families",
    "report_tellings",
]
