"""`python -m dateline.pipeline.worker`: reads reports for another process, one at a time.

Messages over standard input and output are MessagePack behind their length (4 bytes, big-endian): in a `Start`, then
`Task`s; out an `Outcome` for each. Nothing is unpickled and no module of the caller's is imported again.
"""

from __future__ import annotations

import gc
import os
import signal
import struct
import sys
from typing import IO

import msgspec

from dateline.errors import DatelineError
from dateline.pipeline.outcomes import Outcome, Ready, Start, Task, outcome_of

_LENGTH = struct.Struct(">I")


def send(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message. None: the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    size: int = _LENGTH.unpack(head)[0]
    message = stream.read(size)
    return message if len(message) == size else None


def keep_for_good() -> None:
    """Takes what is loaded by now out of the search for garbage: it stays, and walking it costs a tenth of the time.

    To be called after the first report, with which the last of the knowledge is loaded.
    """
    gc.freeze()
    gc.enable()


def main() -> None:
    gc.disable()
    # Ctrl-C goes to the whole group; the caller decides and closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(1), "wb")
    # A library that prints must not break the messages.
    os.dup2(2, 1)
    tasks = sys.stdin.buffer
    first = receive(tasks)
    if first is None:
        return
    try:
        reader = msgspec.msgpack.decode(first, type=Start).reader()
    except DatelineError as error:
        send(replies, msgspec.msgpack.encode(Ready(error=str(error), exit_status=error.exit_status)))
        return
    send(replies, msgspec.msgpack.encode(Ready()))
    while (message := receive(tasks)) is not None:
        outcome: Outcome = outcome_of(msgspec.msgpack.decode(message, type=Task), reader)
        send(replies, msgspec.msgpack.encode(outcome))
        if not gc.isenabled():
            keep_for_good()


if __name__ == "__main__":
    main()
