"""The evidence bundle: a zip with the words that each claim rests on, where they stand, and how to verify them.

manifest.json     version, what was asked for, and the SHA-256 of every other file
reports.jsonl     who published what when, and the SHA-256 of each report's text
claims.jsonl      every claim with its words, their place in the text, its status, sources and grades
incidents.jsonl   what the claims tell of, with why each was linked
texts/ID.txt      the reports' texts, with --texts only: they may not be yours to pass on
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from dateline import __version__
from dateline.errors import InputError
from dateline.export.accounts import Account
from dateline.export.codebooks import Codebook
from dateline.export.json_lines import json_line
from dateline.export.material import Material

FORMAT = "dateline-bundle/1"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Time of every file in the zip, so that the same case gives the same bytes."""
_LARGEST = 4 * 1024**3
"""Bytes of one file in a bundle that are read when it is verified: a zip can hold more than a disk."""


def write(
    material: Material, out: Path, book: Codebook, *, hxl: bool = False, texts: bool = False
) -> Account:
    """Writes the zip. `texts`: with the reports' texts, if nothing is masked."""
    account = Account(format="bundle", rows="claims")
    masked = material.mask is not None
    files: dict[str, str] = {}
    reports: dict[str, None] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with _Entry(archive, "claims.jsonl", files) as entry:
            for claim in material.claims():
                reports[claim.report] = None
                credibility, by_default = material.view.credibility(claim.id)
                entry.line(
                    {
                        "claim": claim.claim,
                        "report": claim.report,
                        "story": claim.story,
                        "published": claim.published,
                        "publisher": claim.publisher,
                        "quote": claim.evidence,
                        "quote_sha256": None if masked else sha256(claim.evidence.encode()).hexdigest(),
                        "sources": claim.sources,
                        "actors": claim.actors,
                        "recipients": claim.recipients,
                        "place": claim.place,
                        "holder": claim.holder,
                        "corrected": claim.corrected,
                        "reliability": material.reliability(claim),
                        "credibility": credibility,
                        "credibility_is_default": by_default,
                    }
                )
                account.written += 1
        with _Entry(archive, "incidents.jsonl", files) as entry:
            for told in material.told():
                reports |= dict.fromkeys(told.reports)
                entry.line(told.incident)
                account.remark("incidents written")
        with _Entry(archive, "reports.jsonl", files) as entry:
            for id in sorted(reports):
                report = material.report(id)
                entry.line(
                    {
                        "id": id,
                        "story": report.story,
                        "title": report.title,
                        "publisher": report.publisher,
                        "url": report.url,
                        "published": report.published,
                        "known": report.known,
                        "revision": report.revision,
                        "revises": report.revises,
                        "version": report.version,
                        "text_sha256": sha256(material.view.text(id).encode()).hexdigest(),
                    }
                )
                account.remark("reports written")
        if texts and not masked:
            for id in sorted(reports):
                with _Entry(archive, f"texts/{id}.txt", files) as entry:
                    entry.bytes(material.view.text(id).encode())
        manifest = {
            "format": FORMAT,
            "version": __version__,
            "masked": masked,
            "asked_for": msgspec.to_builtins(material.wanted),
            "account": account.as_json(),
            "files": dict(sorted(files.items())),
        }
        archive.writestr(_info("manifest.json"), json.dumps(manifest, indent=2, sort_keys=True) + "\n")
    return account


class _Entry:
    """A file of the bundle, hashed while it is written."""

    def __init__(self, archive: zipfile.ZipFile, name: str, files: dict[str, str]) -> None:
        self._archive, self._name, self._files = archive, name, files
        self._hash = sha256()

    def __enter__(self) -> _Entry:
        self._stream = self._archive.open(_info(self._name), "w", force_zip64=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        self._files[self._name] = self._hash.hexdigest()

    def line(self, value: object) -> None:
        self.bytes(json_line(value) + b"\n")

    def bytes(self, data: bytes) -> None:
        self._hash.update(data)
        self._stream.write(data)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


class Verified(NamedTuple):
    """What the check of a bundle found."""

    files: int
    claims: int
    faults: tuple[str, ...]
    """Empty: the bundle is as it was written."""


def is_bundle(path: Path) -> bool:
    """Whether the file is a zip with a manifest of ours."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "manifest.json" in archive.namelist()


def verify(path: Path) -> Verified:
    """Checks hashes of all files, that nothing was added, and that every quote has its hash and its length.

    With texts in the bundle, every quote must stand in them where it says. Raises `InputError`: it is no bundle.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _verified(archive)
    except (zipfile.BadZipFile, OSError, KeyError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is no evidence bundle of Dateline, or it is damaged: {error}.") from error


def _verified(archive: zipfile.ZipFile) -> Verified:
    manifest = msgspec.json.decode(archive.read("manifest.json"))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise InputError("The manifest is none of this version of Dateline.")
    wanted: dict[str, str] = manifest["files"]
    names = set(archive.namelist()) - {"manifest.json"}
    faults = [f"{name}: missing" for name in sorted(set(wanted) - names)]
    faults += [f"{name}: not in the manifest" for name in sorted(names - set(wanted))]
    if len(archive.namelist()) != len(names) + 1:
        faults.append("a file is there twice")
    for name in sorted(set(wanted) & names):
        with archive.open(name) as stream:
            if _hash_of(stream) != wanted[name]:
                faults.append(f"{name}: changed since it was written")
    texts = {
        name.removeprefix("texts/").removesuffix(".txt"): archive.read(name).decode()
        for name in sorted(names)
        if name.startswith("texts/")
    }
    claims = 0
    known = {report["id"]: report for report in _lines(archive, "reports.jsonl")}
    for id, text in texts.items():
        if id not in known or known[id]["text_sha256"] != sha256(text.encode()).hexdigest():
            faults.append(f"texts/{id}.txt: not the text that was read")
    for row in _lines(archive, "claims.jsonl"):
        claims += 1
        faults += [
            f"claim {row['claim']['id']}: {fault}" for fault in _faults(row, known, texts, manifest["masked"])
        ]
    return Verified(len(wanted), claims, tuple(faults))


def _faults(row: dict[str, Any], known: dict[str, Any], texts: dict[str, str], masked: bool) -> Iterator[str]:
    start, end = row["claim"]["evidence"]
    if row["report"] not in known:
        yield f"its report {row['report']} is not in the bundle"
    if masked:
        return
    if sha256(row["quote"].encode()).hexdigest() != row["quote_sha256"]:
        yield "the quote does not have its hash"
    if end - start != len(row["quote"]):
        yield "the quote is not as long as its place in the text"
    text = texts.get(row["report"])
    if text is not None and text[start:end] != row["quote"]:
        yield "the quote does not stand in the text where it says"


def _hash_of(stream: IO[bytes]) -> str:
    digest, read = sha256(), 0
    while data := stream.read(1 << 20):
        digest.update(data)
        read += len(data)
        if read > _LARGEST:
            raise InputError("The bundle holds a file of more than 4 GB; it is not read further.")
    return digest.hexdigest()


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[Any]:
    with archive.open(name) as stream:
        for line in stream:
            yield msgspec.json.decode(line)
