"""`dateline serve`: the workbench in a browser."""

from __future__ import annotations

import click

from dateline.cli.casework import CASE_HELP, case_named, coder_named, coder_option
from dateline.cli.examples import WithExamples

_EXAMPLES = """\
Examples:
  dateline serve syria.dateline                 # on this machine alone; no password
  dateline serve syria.dateline --port 9000 --open
  dateline users add ann --role admin --case syria.dateline
  dateline serve syria.dateline --host 0.0.0.0 --allow-host workbench.example.org --https

Without --host it listens on 127.0.0.1 and whoever sits at this machine may do all. For a team it needs accounts
(dateline users) and should stand behind a proxy that speaks https: docs/serving.md. Ctrl-C ends it.
"""


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("case", required=False, metavar="[CASE]")
@click.option("--case", "named", metavar="CASE", help=CASE_HELP)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any that is free."
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; others need accounts."
)
@click.option(
    "--allow-host",
    "allowed",
    multiple=True,
    metavar="NAME",
    help="A name by which the server may be called. Repeatable.",
)
@click.option("--https", "secure", is_flag=True, help="It stands behind a proxy that speaks https.")
@click.option("--proxy", is_flag=True, help="A trusted proxy tells who asks (X-Forwarded-For).")
@click.option("--accounts/--no-accounts", default=None, help="Whether to sign in. Default: with --host.")
@click.option("--tiles", metavar="URL", help="Map tiles, as in https://tiles.example.org/{z}/{x}/{y}.png.")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes that read reports.")
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser.")
@coder_option
def serve(
    case: str | None,
    named: str | None,
    port: int,
    host: str,
    allowed: tuple[str, ...],
    secure: bool,
    proxy: bool,
    accounts: bool | None,
    tiles: str | None,
    jobs: int | None,
    open_it: bool,
    coder: str | None,
) -> None:
    """Open a case in the workbench: map, timeline, incidents, reports, review."""
    # Loaded here, so that `--help` need not wait for it.
    from dateline.web.serving import Serving, serve_case

    serve_case(
        Serving(
            case=case_named(case or named),
            coder=coder_named(coder),
            host=host,
            port=port,
            allowed=allowed,
            secure=secure,
            proxy=proxy,
            accounts=accounts,
            tiles=tiles,
            jobs=jobs,
            open_it=open_it,
        ),
        told=lambda words: click.echo(words, err=True),
    )
