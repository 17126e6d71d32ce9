"""The tables of a case. Rows are added and superseded, never overwritten with other words.

What they hold is told in docs/case.md; changes to them go through `migrations/`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()

_number = BigInteger().with_variant(Integer, "sqlite")
"""Row numbers: SQLite counts by itself in a column of type INTEGER only."""

about = Table(
    "about",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("started", String(32), nullable=False),
    Column("ended", String(32)),
    Column("coder", Text, nullable=False),
    Column("version", String(40), nullable=False),
    Column("inputs", Text, nullable=False),
)

run_inputs = Table(
    "run_inputs",
    metadata,
    Column("run", ForeignKey("runs.number"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("named", Text, nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("report", String(40)),
    Column("of_report", String(40)),
    Column("kind", String(40)),
    Column("message", Text),
    Column("claims", Integer, nullable=False),
    Column("fingerprint", String(40)),
    Index("run_inputs_by_fingerprint", "fingerprint"),
)

reports = Table(
    "reports",
    metadata,
    Column("n", _number, primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("story", String(40), nullable=False, index=True),
    Column("origin", String(40), index=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("publisher_key", Text),
    Column("url", Text),
    Column("external_id", Text),
    Column("published", Date),
    Column("language", String(8)),
    Column("known", Date, nullable=False),
    Column("added", String(32), nullable=False, index=True),
    Column("named", Text, nullable=False),
    Column("revises", String(40)),
    Column("revision", Integer, nullable=False),
    Column("revised_by", String(40)),
    Column("until", Date),
    Column("ended", String(32), index=True),
    Column("names", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("reports_by_publisher", "publisher_key", "revised_by"),
    Index("reports_by_published", "published", "n", "revised_by"),
)

readings = Table(
    "readings",
    metadata,
    Column("n", _number, primary_key=True),
    Column("report", _number, ForeignKey("reports.n"), nullable=False),
    Column("version", String(40), nullable=False),
    Column("read", String(32), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("readings_by_report", "report"),
)

buckets = Table(
    "buckets",
    metadata,
    Column("bucket", BigInteger, primary_key=True, autoincrement=False),
    Column("report", _number, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

likenesses = Table(
    "likenesses",
    metadata,
    Column("copy", String(40), primary_key=True),
    Column("original", String(40), primary_key=True),
    Column("share", Double, nullable=False),
    Index("likenesses_by_original", "original"),
)

claims = Table(
    "claims",
    metadata,
    Column("n", _number, primary_key=True),
    Column("id", String(40), nullable=False),
    Column("report", _number, ForeignKey("reports.n"), nullable=False),
    Column("reading", _number, ForeignKey("readings.n"), nullable=False),
    Column("added", String(32), nullable=False),
    Column("dropped", String(32)),
    Column("known", Date, nullable=False),
    Column("until", Date),
    Column("live", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("family", String(12), nullable=False),
    Column("kind", String(5), nullable=False),
    Column("status", String(12), nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("lasting", Boolean, nullable=False),
    Column("meant_first", Integer),
    Column("meant_last", Integer),
    Column("lat", Double),
    Column("lon", Double),
    Column("cell", Integer, nullable=False),
    Column("country", String(3)),
    Column("control", Boolean, nullable=False),
    Column("sourced", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("overlay", LargeBinary),
    Column("confidence", Double, nullable=False, server_default=text("0")),
    Index("claims_by_id", "id"),
    # None begins with `live`, which nearly all have: SQLite takes any value for rare, and would walk through all.
    Index("claims_by_day", "lasting", "first_day", "last_day", "id"),
    Index("claims_by_voice", "report", "sourced", "live"),
    Index("claims_by_block", "family", "cell", "first_day", "last_day"),
    Index("claims_by_added", "added"),
    Index("claims_by_status", "status", "live"),
    Index("claims_by_meant", "meant_first", "meant_last", "report", "live"),
)

Index(
    "claims_by_dropped",
    claims.c.dropped,
    sqlite_where=text("dropped IS NOT NULL"),
    postgresql_where=text("dropped IS NOT NULL"),
)
Index("claims_gone", claims.c.n, sqlite_where=text("live = 0"), postgresql_where=text("live = false"))

names = Table(
    "names",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("role", String(6), nullable=False),
    Column("key", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(16)),
    Column("country", String(3)),
    Column("private", Boolean, nullable=False),
    Index("names_by_key", "role", "key", "folded", unique=True),
    Index("names_by_folded", "role", "folded"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("name", ForeignKey("names.n"), primary_key=True, autoincrement=False),
    Column("claim", _number, ForeignKey("claims.n"), primary_key=True, autoincrement=False),
    Column("part", String(9), primary_key=True),
    # All that a claim names, as where it goes.
    Index("mentions_by_claim", "claim", "part", "name"),
    sqlite_with_rowid=False,
)

waiting = Table(
    "waiting",
    metadata,
    Column("n", _number, primary_key=True),
    Column("claim", String(40), nullable=False, unique=True),
    Column("why", String(8), nullable=False),
)

incidents = Table(
    "incidents",
    metadata,
    Column("n", _number, primary_key=True),
    Column("id", String(40), nullable=False),
    Column("at", String(32), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("type", Text, nullable=False),
    Column("plover", String(12)),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("lat", Double),
    Column("lon", Double),
    Column("country", String(3)),
    Column("stories", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("incidents_by_id", "id", "current"),
    Index("incidents_by_day", "first_day", "last_day", "id"),
    Index("incidents_by_at", "at"),
)

incident_claims = Table(
    "incident_claims",
    metadata,
    Column("claim", String(40), primary_key=True),
    Column("incident", String(40), nullable=False),
    Index("incident_claims_by_incident", "incident"),
    sqlite_with_rowid=False,
)

tallies = Table(
    "tallies",
    metadata,
    Column("sort", String(8), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""Claims up to a number by who makes them: `quoted` by number of the name, `own` by key of the publisher."""

pictures = Table(
    "pictures",
    metadata,
    Column("incident", String(40), primary_key=True),
    Column("family", String(12), nullable=False),
    Column("type", Text, nullable=False),
    Column("plover", String(12)),
    Column("who", Text, nullable=False),
    Column("whom", Text, nullable=False),
    Column("place", Text),
    Column("admin1", Text),
    Column("country", String(3)),
    Column("feature", String(16)),
    Column("relation", String(8)),
    Column("geo_precision", Integer),
    Column("lat", Double),
    Column("lon", Double),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("disputed", Boolean, nullable=False),
    Column("killed_low", Integer),
    Column("killed_best", Integer),
    Column("killed_high", Integer),
    Column("stories", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("worth", Double, nullable=False),
    # Each list in its order; a map and a timeline from an index alone.
    Index("pictures_by_day", "first_day", "incident"),
    Index("pictures_by_worth", "worth", "incident"),
    Index("pictures_by_killed", "killed_best", "incident"),
    Index("pictures_by_stories", "stories", "incident"),
    Index("pictures_by_type", "type", "family", "plover"),
    Index("pictures_by_dispute", "disputed", "incident"),
    Index(
        "pictures_on_map",
        *("lat", "lon", "family", "geo_precision", "relation", "disputed", "killed_best", "place"),
        *("first_day", "last_day", "incident"),
    ),
    Index("pictures_in_time", "first_day", "family", "last_day", "lat", "lon", "disputed"),
)
"""What maps, timelines and lists show of each incident that stands, narrow enough to be walked through at once."""

holdings = Table(
    "holdings",
    metadata,
    Column("n", _number, primary_key=True, autoincrement=False),
    Column("claim", String(40), nullable=False, index=True),
    Column("place", Text, nullable=False, index=True),
    Column("known", Date, nullable=False),
    Column("until", Date),
    Column("body", Text, nullable=False),
)
"""What each claim, by its number in `claims`, says of who holds a place, under the usual rules."""

stretches = Table(
    "stretches",
    metadata,
    Column("n", _number, primary_key=True),
    Column("place", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("place_body", Text, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("disputed", Boolean, nullable=False),
    Column("body", Text, nullable=False),
    Column("dispute", Text),
    Index("stretches_by_day", "first_day", "last_day"),
    Index("stretches_by_dispute", "disputed", "first_day"),
)
"""Who holds a place from when to when, under the usual rules, as the case stands; the last day belongs to the next.

`name` is that of the place, by which places are told in order.
"""

sayings = Table(
    "sayings",
    metadata,
    Column("place", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
"""What is in `holdings` of each place, packed, so that the case as it was known on any day can be gone through."""

untold = Table("untold", metadata, Column("place", Text, primary_key=True))
"""Places of which claims came, changed or went since their stretches were made."""

reviews = Table(
    "reviews",
    metadata,
    Column("claim", String(40), primary_key=True),
    Column("verdict", String(8), nullable=False),
    Column("decision", Integer, nullable=False),
)
"""The last review in force of each claim."""

aliases = Table(
    "aliases",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("decision", Integer, nullable=False),
    Index("aliases_by_actor", "actor"),
)
"""Names that people said are an actor's in this case; `body` is the actor."""

users = Table(
    "users",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("role", String(8), nullable=False),
    Column("password", Text, nullable=False),
    Column("made", String(32), nullable=False),
)

audits = Table(
    "audits",
    metadata,
    Column("n", _number, primary_key=True),
    Column("at", String(32), nullable=False, index=True),
    Column("who", String(64), nullable=False),
    Column("address", String(64), nullable=False),
    Column("what", String(40), nullable=False),
    Column("about", Text, nullable=False),
)

exported = Table(
    "exported",
    metadata,
    Column("format", String(8), primary_key=True),
    Column("id", String(40), primary_key=True),
    Column("incident", String(40), nullable=False),
    Column("day", Date),
    Column("first", String(32), nullable=False),
    Column("at", String(32), nullable=False),
    Column("withdrawn", String(32)),
    Column("part_of", String(40)),
    Index("exported_by_incident", "incident"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("coder", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("target", Text, nullable=False),
    Column("report", String(40)),
    Column("why", Text, nullable=False),
    Column("body", Text, nullable=False),
    Index("decisions_by_target", "target"),
    Index("decisions_by_report", "report"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("address", Text, primary_key=True),
    Column("publisher", Text),
    Column("every", Integer),
    Column("listed", Boolean, nullable=False),
    Column("health", String(8), nullable=False),
    Column("message", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("asked", String(32)),
    Column("answered", String(32)),
    Column("due", String(32)),
    Column("failures", Integer, nullable=False),
    Column("moved", Text),
    Column("reports", Integer, nullable=False),
)

feed_pages = Table(
    "feed_pages",
    metadata,
    Column("address", Text, primary_key=True),
    Column("stamp", String(40), nullable=False),
    Column("seen", String(32), nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("failures", Integer, nullable=False),
    Column("due", String(32)),
    Index("feed_pages_by_seen", "seen"),
)

feed_sites = Table(
    "feed_sites",
    metadata,
    Column("site", String(300), primary_key=True),
    Column("robots", Text),
    Column("fetched", String(32)),
    Column("paused", String(32)),
)
