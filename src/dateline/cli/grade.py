"""`dateline grade`: how reliable a source, how credible a claim is."""

from __future__ import annotations

import click

from dateline.cli.casework import case_named, case_option, coder_named, coder_option, json_option
from dateline.cli.decisions import CREDIBILITY, RELIABILITY, tell_decision, why_option
from dateline.cli.examples import WithExamples
from dateline.errors import InputError

_EXAMPLES = """\
Examples:
  dateline grade SANA D --why "spoke for the army throughout"
  dateline grade c1f0a 2

The Admiralty scale. Sources: A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be
judged. Claims: 1 confirmed by others, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged.
Until somebody grades them they have defaults, by kind of source and by how many independent sources tell the same;
defaults are always shown as such.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("target", metavar="SOURCE|CLAIM")
@click.argument("grade", metavar="A-F|1-6")
@case_option
@coder_option
@why_option
@json_option
def grade(target: str, grade: str, case: str | None, coder: str | None, why: str, as_json: bool) -> None:
    """Grade a source (A to F) or a claim (1 to 6)."""
    from dateline.record.decisions import ClaimGraded, SourceGraded, What
    from dateline.store.case import open_case

    letter = grade.upper()
    if letter not in RELIABILITY and letter not in map(str, CREDIBILITY):
        raise InputError("A source is graded A to F, a claim 1 to 6.")
    with open_case(case_named(case)) as opened, opened.writer() as writer:
        what: What
        if letter in RELIABILITY:
            what = SourceGraded(source=writer.source_key(target), reliability=letter)  # type: ignore[arg-type]
        else:
            what = ClaimGraded(claim=writer.claim_by(target).id, credibility=int(letter))  # type: ignore[arg-type]
        decision = writer.decide(what, coder=coder_named(coder), why=why)
    tell_decision(decision, as_json)
