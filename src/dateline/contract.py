"""The output contract as JSON: what is printed, kept and served."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
from itertools import pairwise
from typing import Any, get_args, get_type_hints

import msgspec

from dateline.record.readings import Reading

# Signs that are lawful in JSON but steer a terminal, or end a line for some readers of JSON Lines.
_TO_ESCAPE = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]")


# Made here and not when it is first needed: two threads that do so at once end the program.
_READINGS = msgspec.json.Decoder(Reading)


def encode(reading: Reading) -> bytes:
    """One contract object, compact, without line breaks or control characters."""
    return escaped(msgspec.json.encode(reading))


def escaped(data: bytes) -> bytes:
    """JSON without signs that steer a terminal or end a line."""
    return _TO_ESCAPE.sub(_escaped, data)


def decode(data: bytes) -> Reading:
    """The reading that `encode` wrote. Raises `msgspec.ValidationError` where it is none."""
    return _READINGS.decode(data)


def _escaped(match: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(match.group().decode("utf-8"))


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a contract object, with what each type and field means."""
    made = msgspec.json.schema(Reading)
    described = made["$defs"]
    for kind in _dataclasses_of(Reading):
        entry = described.get(kind.__name__)
        if entry is None:
            continue
        for name, words in _field_docs(kind).items():
            if name in entry["properties"]:
                # Beside a reference, so that the type's own description stays where it is.
                entry["properties"][name] = {**entry["properties"][name], "description": words}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dateline/1",
        "description": (
            "What Dateline says about one report. Spans are half-open, in Unicode code points of document.text."
        ),
        **made,
    }


def _dataclasses_of(root: type) -> list[type]:
    """`root` and the dataclasses that its fields hold, each once."""
    found: list[type] = []
    waiting: list[Any] = [root]
    while waiting:
        kind = waiting.pop()
        if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind not in found:
            found.append(kind)
            waiting += get_type_hints(kind).values()
        waiting += get_args(kind)
    return found


def _field_docs(kind: type) -> dict[str, str]:
    """The strings that stand under the fields of a dataclass."""
    [definition] = ast.parse(inspect.getsource(kind)).body
    assert isinstance(definition, ast.ClassDef)
    docs = {}
    for field, words in pairwise(definition.body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(words, ast.Expr)
            and isinstance(words.value, ast.Constant)
            and isinstance(words.value.value, str)
        ):
            docs[field.target.id] = " ".join(words.value.value.split())
    return docs
