"""Readings are served by many threads at once, from the first moment on."""

from __future__ import annotations

import subprocess
import sys

from dateline.contract import encode
from dateline.pipeline import Reader
from dateline.steps.documents import document_from_text

FIRST_AT_ONCE = """
import sys, threading
from dateline.contract import decode

sys.setswitchinterval(1e-6)
data = sys.stdin.buffer.read()
ready = threading.Barrier(12)

def read():
    ready.wait()
    assert decode(data).claims

threads = [threading.Thread(target=read) for _ in range(12)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_the_first_readings_may_be_decoded_at_once(reader: Reader) -> None:
    reading = reader.read(document_from_text("Rebels captured Khanasser on Thursday, state media said."))
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", FIRST_AT_ONCE], input=encode(reading), capture_output=True
        )
        assert done.returncode == 0, done.stderr.decode()
