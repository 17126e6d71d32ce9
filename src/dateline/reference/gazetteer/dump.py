"""Places from a dump of GeoNames: a country's file (SY.txt, SY.zip) or all of them (allCountries.zip)."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dateline.errors import InputError
from dateline.reference.gazetteer.layout import Row, write
from dateline.reference.gazetteer.sources import is_code, is_latin
from dateline.reference.gazetteer.where import added_folder

COLUMNS = 19
"""Of a GeoNames dump: id, name, ASCII name, other names, latitude, longitude, class, code, country, cc2, four levels of
divisions, people, elevation, elevation model, time zone, date of change."""
KEPT_CLASSES = frozenset("PAHLTSV")
NOT_KEPT = frozenset(
    {"HTL", "SCH", "CH", "RSTN", "RSTP", "BUSTN", "BUSTP", "PO", "MALL", "WLL", "WLLS", "FRM", "FRMS"}
)
"""Hotels, schools, churches, stops, wells and farms: millions of names that reports of wars do not mean."""
REPORT_EVERY = 5_000


def add_dump(path: Path, *, told: Callable[[int], None] = lambda done: None) -> tuple[Path, int]:
    """Adds the places of a dump to the user's gazetteer: all or, where the file is damaged, none. Gives the file made
    and the number of places. `told` is called with the bytes read so far.

    InputError: the file is no dump of GeoNames, or is cut off.
    """
    made = added_folder() / f"{path.name.removesuffix(path.suffix)}.gaz"
    unfinished = made.with_name(made.name + ".part")
    try:
        with _lines(path) as (lines, name):
            count = write(made, _rows(lines, name, told), sources={"GeoNames": name})
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        unfinished.unlink(missing_ok=True)
        raise InputError(
            f"{path} is cut off or damaged ({error}). Nothing was added; download it again."
        ) from error
    return made, count


def size_of(path: Path) -> int:
    """Bytes that `add_dump` will read."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return sum(i.file_size for i in archive.infolist() if _is_table(i.filename))
    return path.stat().st_size


@contextmanager
def _lines(path: Path) -> Iterator[tuple[IO[bytes], str]]:
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            names = [i.filename for i in archive.infolist() if _is_table(i.filename)]
            if len(names) != 1:
                raise InputError(
                    f"{path} holds no table of places. A GeoNames dump has one, such as SY.txt or allCountries.txt."
                )
            with archive.open(names[0]) as stream:
                yield stream, names[0]
    else:
        with path.open("rb") as file:
            yield file, path.name


def _is_table(name: str) -> bool:
    return name.lower().endswith(".txt") and "readme" not in name.lower()


def _rows(lines: IO[bytes], name: str, told: Callable[[int], None]) -> Iterator[Row]:
    done = 0
    number = 0
    line = b"\n"
    for number, line in enumerate(lines, 1):
        done += len(line)
        if number % REPORT_EVERY == 0:
            told(done)
        row = _row(line, number, name)
        if row is not None:
            yield row
    told(done)
    if number == 0:
        raise InputError(f"{name} is empty. Nothing was added.")
    if not line.endswith(b"\n"):
        raise InputError(f"{name} ends in the middle of line {number}: it is cut off. Nothing was added.")


def _row(line: bytes, number: int, name: str) -> Row | None:
    """The place of a line. None: a kind of place that is not kept."""
    try:
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
        if len(cells) != COLUMNS:
            raise InputError(
                f"{name}, line {number}: {len(cells)} columns, where a GeoNames dump has {COLUMNS}. Either this is "
                "another kind of file or it is cut off. Nothing was added."
            )
        feature_class, feature, country = cells[6], cells[7], cells[8]
        if feature_class not in KEPT_CLASSES or feature in NOT_KEPT:
            return None
        return Row(
            name=cells[1],
            also=tuple(n for n in (cells[2], *cells[3].split(",")) if n and is_latin(n) and not is_code(n)),
            country=country,
            admin1=f"{country}.{cells[10]}" if cells[10] else "",
            feature=feature or feature_class,
            lat=float(cells[4]),
            lon=float(cells[5]),
            population=max(0, int(cells[14] or 0)),
            geonames=int(cells[0]),
        )
    except ValueError as error:
        raise InputError(
            f"{name}, line {number} is not as in a GeoNames dump ({error}). Nothing was added."
        ) from error
