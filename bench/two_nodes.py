"""Works on an archive with a Ray cluster of two nodes on this machine, one of which is killed on the way.

    python bench/two_nodes.py CRAWL.warc.gz OUT [--part 1000000] [--seconds 60] [--no-kill] [--nodes 2]

Prints the account as JSON.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DISABLE_IMPORT_WARNING": "1"}

from ray.cluster_utils import Cluster

from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.archive.running import Archive, Step, archive

_STORE = 80_000_000
"""Bytes of a node's object store: the least that Ray takes."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("crawl")
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", type=int, help="bytes")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--memory", type=int, default=1024)
    parser.add_argument("--nodes", type=int, default=2)
    parser.add_argument("--no-kill", action="store_true")
    chosen = parser.parse_args()
    # The driver's own node does no work, so that none of those that do is the one that must stay.
    cluster = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 0, "object_store_memory": _STORE, "include_dashboard": False},
    )
    nodes = [cluster.add_node(num_cpus=1, object_store_memory=_STORE) for _ in range(chosen.nodes)]
    cluster.wait_for_nodes()
    begun: dict[str, float] = {}
    killed = False

    def told(step: Step) -> None:
        nonlocal killed
        begun.setdefault(step.stage, time.time())
        # When some of it is read and some is not.
        if step.stage == "reading" and step.done and not killed and not chosen.no_kill:
            cluster.remove_node(nodes.pop(), allow_graceful=False)
            killed = True
            print(f"a node was killed when {step.done:.0f} of {step.total:.0f} were read", file=sys.stderr)

    settings = Settings(threshold=0.3, seconds=chosen.seconds, memory=chosen.memory)
    how = Archive(ray=cluster.address, jobs=chosen.nodes, largest_part=chosen.part)
    try:
        account = archive([chosen.crawl], chosen.out, settings, how, told)
    finally:
        cluster.shutdown()  # type: ignore[no-untyped-call, unused-ignore]
    assert killed or chosen.no_kill, "no node was killed"
    first = min(begun.values())
    print({stage: round(at - first, 1) for stage, at in begun.items()}, file=sys.stderr)
    sys.stdout.write(account.as_json().decode())


if __name__ == "__main__":
    main()
