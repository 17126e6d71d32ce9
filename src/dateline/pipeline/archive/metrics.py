"""Figures of a run for Prometheus, on this machine's own address only."""

from __future__ import annotations

from collections import Counter

from dateline.errors import InputError
from dateline.pipeline.archive.running import Step, Told


def served(port: int) -> Told:
    """Serves the figures on 127.0.0.1 until the program ends; what is returned keeps them up to date."""
    from prometheus_client import CollectorRegistry, Gauge, start_http_server
    from prometheus_client import Counter as Metric

    registry = CollectorRegistry()
    labels = ["stage"]
    records = Metric(
        "dateline_archive_records", "Records gone through in this run.", labels, registry=registry
    )
    skipped = Metric("dateline_archive_skipped", "Records not read, by reason.", ["why"], registry=registry)
    done = Gauge("dateline_archive_done_ratio", "How much of a stage is done.", labels, registry=registry)
    try:
        start_http_server(port, addr="127.0.0.1", registry=registry)
    except OSError as error:
        raise InputError(f"Port {port} cannot be used for --metrics: {error.strerror}.") from error
    seen: Counter[str] = Counter()
    left: Counter[str] = Counter()

    def told(step: Step) -> None:
        records.labels(step.stage).inc(max(0, step.records - seen[step.stage]))
        seen[step.stage] = max(step.records, seen[step.stage])
        for why, count in step.left.items():
            skipped.labels(why).inc(max(0, count - left[why]))
            left[why] = max(count, left[why])
        if step.total:
            done.labels(step.stage).set(step.done / step.total)

    return told
