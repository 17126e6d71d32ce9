"""Help texts whose examples keep their lines."""

from __future__ import annotations

import click


class WithExamples(click.Command):
    """A command whose epilog is printed as it stands."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write("\n" + self.epilog)
