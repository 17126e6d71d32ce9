"""Where places are: a file of names and coordinates that opens in milliseconds.

`python -m dateline.reference.gazetteer.build` makes it; `open_gazetteer()` opens it, with what a user added.
"""

from dateline.reference.gazetteer.lookup import Entry, Gazetteer, Hit, open_gazetteer
from dateline.reference.gazetteer.names import fold

__all__ = ["Entry", "Gazetteer", "Hit", "fold", "open_gazetteer"]
