"""The command line: one verb a file."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

import click

from dateline import __version__
from dateline.errors import DatelineError

VERBS = {
    "read": "Read reports and print their claims.",
    "trace": "Show what each step made of a report, and which rule made each field.",
    "actors": "List the actors of a case, or look a name up among those that Dateline knows.",
    "places": "Look a name up in the gazetteer.",
    "gazetteer": "Show or extend the gazetteer.",
    "schema": "Print the JSON Schema of the output.",
    "new": "Make an empty case.",
    "add": "Read reports into a case.",
    "archive": "Read whole archives into tables, on one machine or many.",
    "load": "Bring the tables of an archive into a case.",
    "watch": "Read the new reports of feeds into a case, as they come.",
    "report": "Show again what became of each input of an add.",
    "incidents": "List what happened, by all reports of a case.",
    "control": "Show who holds a place, from when to when.",
    "disputes": "List what the sources differ on.",
    "show": "Show an incident, claim or report, down to the words.",
    "search": "Look for words in the reports of a case.",
    "sources": "List outlets and speakers with their grades.",
    "serve": "Open a case in the workbench, in a browser.",
    "users": "Say who may sign in to the workbench of a case.",
    "correct": "Correct a claim.",
    "merge": "Say that incidents are one.",
    "split": "Say that claims of an incident tell of another.",
    "grade": "Grade a source or a claim.",
    "undo": "Take a decision back.",
    "log": "List what people decided.",
    "changes": "List what is new, revised or withdrawn since a day.",
    "reread": "Read the reports of a case anew with this version.",
    "export": "Write a case in a format of the field: acled, ged, geojson, ...",
    "compare": "Hold a case against an ACLED or UCDP file of your own.",
    "agreement": "Tell how far two coders agree.",
    "check": "Verify a case: hashes, offsets, references.",
    "backup": "Copy a case into a file.",
    "restore": "Bring a case from a file into PostgreSQL.",
    "upgrade": "Bring a case of an older Dateline up to date.",
}
"""Verb and what it is for, in the order of `--help`. Its command stands in the module of the same name."""


class Verbs(click.Group):
    """Loads a verb's module when it is called, so that `--help` comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [verb for verb in VERBS if find_spec(f"{__name__}.{verb}")]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, VERBS[verb]) for verb in self.list_commands(ctx)])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write("\n" + self.epilog)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            click.echo(f"dateline: {error}", err=True)
            ctx.exit(error.exit_status)
        except BrokenPipeError:
            # Whoever read the output has enough of it (`| head`). Python's own complaint at exit is kept quiet.
            sys.stdout = None
            ctx.exit(0)


_EXAMPLES = """\
Examples:
  dateline read report.txt --published 2016-03-06
  dateline read https://example.org/news/article.html
  dateline read folder/ --format jsonl --jobs 4 > claims.jsonl
  dateline trace report.txt --sentence 3

`dateline VERB --help` has more.
"""


@click.group(cls=Verbs, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dateline", message="%(prog)s %(version)s")
def main() -> None:
    """Read reports of armed conflict into sourced claims: who did what to whom, where, when, how many, whether it
    happened or is only planned, and who says so, with the exact words."""
