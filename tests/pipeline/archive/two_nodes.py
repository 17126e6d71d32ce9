"""`python two_nodes.py CRAWL OUT PART`: works on an archive with a Ray cluster of two nodes, one of which is killed.

A program of its own, so that what Ray leaves in a process does not meet other tests. Prints the account.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DISABLE_IMPORT_WARNING": "1", "RAY_DEDUP_LOGS": "0"}

from ray.cluster_utils import Cluster

from dateline.pipeline.archive.plans import Settings
from dateline.pipeline.archive.running import Archive, Step, archive

_STORE = 80_000_000
"""Bytes of a node's object store: the least that Ray takes."""


def main() -> None:
    crawl, out, largest = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    head = {"num_cpus": 0, "object_store_memory": _STORE, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    nodes = [cluster.add_node(num_cpus=1, object_store_memory=_STORE) for _ in range(2)]
    cluster.wait_for_nodes()

    def kill_a_node(step: Step) -> None:
        # When some of it is read and some is not.
        if step.stage == "reading" and step.done and nodes:
            cluster.remove_node(nodes.pop(), allow_graceful=False)
            nodes.clear()

    settings = Settings(threshold=0.3, seconds=60.0, memory=1024)
    try:
        how = Archive(ray=cluster.address, jobs=2, largest_part=largest)
        account = archive([crawl], out, settings, how, kill_a_node)
    finally:
        cluster.shutdown()  # type: ignore[no-untyped-call]
    assert not nodes, "no node was killed"
    sys.stdout.write(account.as_json().decode())


if __name__ == "__main__":
    main()
