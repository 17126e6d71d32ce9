"""`dateline export`: a case in the formats of the field."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.asked import asked_case, asked_options, wanted_of
from dateline.cli.casework import case_option, json_option, print_json
from dateline.cli.examples import WithExamples
from dateline.errors import StoreError
from dateline.export.formats import FORMATS

if TYPE_CHECKING:
    from dateline.export.accounts import Account
    from dateline.export.material import Material
    from dateline.store.case import Case

_EXAMPLES = """\
Formats:
{formats}

Examples:
  dateline export acled events.csv --place Syria --from 2016-02-01 --to 2016-02-29
  dateline export ged ged.csv --codebook our-rules.yaml
  dateline export geojson map.geojson --mask private
  dateline export bundle evidence.zip --texts && dateline check evidence.zip

What a format has no cell for is left out, and counted by reason on standard error (--json: on standard output).
docs/exports.md tells how each column is filled.
""".format(formats="\n".join(f"  {name:<12}{made.about}" for name, made in FORMATS.items()))


@click.command(cls=WithExamples, epilog=_EXAMPLES)
@click.argument("format", type=click.Choice(list(FORMATS)), metavar="FORMAT")
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@asked_options
@click.option(
    "--codebook", type=click.Path(path_type=Path), metavar="FILE", help="YAML with coding rules of your own."
)
@click.option("--mask", type=click.Choice(["private"]), help="Replace names of private persons everywhere.")
@click.option("--hxl", is_flag=True, help="Put a row of HXL tags under the head (acled, ged).")
@click.option("--texts", is_flag=True, help="Put the reports' texts into the bundle.")
@case_option
@json_option
def export(
    format: str,
    out: Path,
    codebook: Path | None,
    mask: str | None,
    hxl: bool,
    texts: bool,
    case: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Write incidents and claims of a case in a format of the field, and account for what was left out."""
    from dateline.errors import InputError
    from dateline.export import bundle
    from dateline.export.codebooks import load_codebook
    from dateline.export.formats import writer
    from dateline.export.masking import mask_private
    from dateline.export.material import Material
    from dateline.pipeline.asking import as_known

    if hxl and format not in ("acled", "ged"):
        raise InputError("HXL tags are known for acled and ged only.")
    if texts and (format != "bundle" or mask):
        raise InputError("--texts goes with the format bundle, and not with --mask: texts are not masked.")
    book = load_codebook(codebook)
    wanted = wanted_of(**asked)
    with asked_case(case) as opened:
        with opened.view() as view:
            past = as_known(view, wanted)
            material = Material(view, wanted, mask=mask_private(view) if mask else None, past=past)
            several = FORMATS[format].several
            # Beside its place first, so that an export that breaks off leaves no half file, nor spoils the one before.
            part = out if several else out.with_name(f".{out.name}.part")
            try:
                if format == "bundle":
                    account = bundle.write(material, part, book, texts=texts)
                else:
                    account = writer(format)(material, part, book, hxl=hxl)
                if not several:
                    part.replace(out)
            except OSError as error:
                raise InputError(f"{out} cannot be written: {error.strerror}.") from error
            finally:
                if not several:
                    part.unlink(missing_ok=True)
        if past is None:
            _keep_ids(opened, material, account)
    if material.mask is not None:
        account.remark("private persons masked", len(material.mask))
    if as_json:
        print_json(account.as_json())
    else:
        for line in account.lines():
            click.echo(line, err=True)


def _keep_ids(case: Case, material: Material, account: Account) -> None:
    """Notes in the case under which ids events left it, so that they keep them."""
    if not material.noted:
        return
    withdrawn = sum(one.withdrawn for one in material.noted)
    if withdrawn:
        account.remark("events of earlier exports withdrawn (dateline changes tells which)", withdrawn)
    try:
        with case.writer() as writer:
            writer.keep_exported(material.noted)
    except StoreError as error:
        click.echo(f"dateline: the file is written, but its ids are not kept in the case: {error}", err=True)
