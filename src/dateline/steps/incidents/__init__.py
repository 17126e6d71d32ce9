"""Claims of many reports in, groups of claims of one happening out.

`tellings` groups the claims of one report, `candidates` says which tellings of different reports are worth comparing,
`comparing` and `scoring` how sure it is that two are of one happening, and why (`likenesses` the same for very many),
`grouping` what follows from it, and `regrouping` what of it changes when claims come or go. What can be the same
happening, and what each likeness weighs, stands in data/incidents/.
"""

from dateline.steps.incidents.candidates import WEEK, weeks_meant
from dateline.steps.incidents.families import load_families
from dateline.steps.incidents.regrouping import NO_CONSTRAINTS, Tellings, regroup
from dateline.steps.incidents.step import Group, by_report, claims_of, group_claims, group_of, incident_id

__all__ = [
    "NO_CONSTRAINTS",
    "WEEK",
    "Group",
    "Tellings",
    "by_report",
    "claims_of",
    "group_claims",
    "group_of",
    "incident_id",
    "load_families",
    "regroup",
    "weeks_meant",
]
