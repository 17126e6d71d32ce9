"""The workbench on a case of the size that it is made for: time of each route, first asked and asked again.

    python bench/web_scale.py --reports 100000 --target out/big.dateline [--json figures.json]

Reports are those of `bench/case_scale.py`, joined into incidents. Asked in one process, without a network between.
"again" is the same question while the case is as it was: the answer is remembered. Each figure is a median of five.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import case_scale
from starlette.testclient import TestClient
from wars import A_DAY

from dateline.store.case import new_case, open_case
from dateline.store.sought import Sought
from dateline.store.telling import Tellings
from dateline.web.app import create_app
from dateline.web.settings import Settings
from dateline.web.workbench import Answers, Control

ROUTES = {
    "case": "case",
    "map, the whole": "map?zoom=2",
    "map, a province": "map?zoom=8&bbox=38,32,41,34",
    "map, one year": "map?zoom=4&from=2018-01-01&to=2018-12-31",
    "map, battles with an actor": "map?zoom=4&type=battles&actor={actor}",
    "map, disputed": "map?zoom=4&disputed=true",
    "map, words": "map?zoom=4&q=captured",
    "map, kind of source": "map?zoom=4&source_kind=state-outlet",
    "timeline": "timeline",
    "timeline, a province": "timeline?bbox=38,32,41,34",
    "incidents": "incidents?limit=50",
    "incidents, most killed": "incidents?limit=50&sort=killed",
    "incidents, page 100": "incidents?limit=50&cursor=YXQgNTAwMA",
    "one incident": "incidents/{incident}",
    "one claim": "claims/{claim}",
    "one report": "reports/{report}",
    "reports": "reports?limit=50",
    "reports to review": "reports?limit=50&review=unreviewed",
    "queue": "queue?limit=20",
    "control of all places": "control/places",
    "control of all places, a day": "control/places?at=2019-06-01",
    "control of one place": "control/spans?place={place}",
    "disputes": "disputes?limit=50&control=false",
    "actors": "actors?limit=50",
    "one actor": "actors/{actor}",
    "sources": "sources?limit=50",
    "one source": "sources/{source}",
    "suggest actors": "suggest/actors?q=hou",
    "suggest places": "suggest/places?q=Tabqa",
    "search": "search?q=captured",
}
_FIRST_PICTURE = ("case", "map, the whole", "timeline", "incidents")


def measure(client: TestClient, path: str) -> tuple[float, float, float, int]:
    """Milliseconds by the clock and of the processor, those asked again, and bytes."""
    wall, cpu, again, size = [], [], [], 0
    for _ in range(5):
        workbench = client.app.state.workbench  # type: ignore[attr-defined]
        workbench.answers, workbench.control, workbench.tellings = Answers(), Control(), Tellings()
        start, before = time.perf_counter(), time.process_time()
        response = client.get(f"/api/v1/{path}")
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - before)
        assert response.status_code == 200, (path, response.text[:300])
        size = len(response.content)
        start = time.perf_counter()
        client.get(f"/api/v1/{path}")
        again.append(time.perf_counter() - start)
    first, used, later = (statistics.median(times) * 1000 for times in (wall, cpu, again))
    return first, used, later, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--target", help="Keep the case here; an existing one is asked as it is.")
    parser.add_argument("--only", default="", help="Only routes whose name holds this.")
    parser.add_argument("--json", type=Path, help="Write the figures here.")
    given = parser.parse_args()
    folder = tempfile.TemporaryDirectory()
    target = given.target or f"{folder.name}/bench.dateline"
    if not os.path.exists(target):
        with new_case(target) as case:
            case_scale.fill(case, given.reports, A_DAY)
            case_scale.link_all(case)
    figures: dict[str, dict[str, float]] = {}
    with open_case(target) as case:
        with case.view() as view:
            one = next(iter(view.pictures(Sought(), sort="worth", limit=1)[0]), None)
            assert one is not None and one.place is not None
            incident = view.incident(one.id)
            assert incident is not None
            known = {
                "incident": one.id,
                "claim": incident.claims[0],
                "report": incident.reports[0],
                "place": one.place,
                "actor": quote(view.actors()[0].key, safe=""),
                "source": quote(view.sources()[0].key, safe=""),
            }
        app = create_app(case, Settings(case=target, coder="bench", hosts=("testserver",)))
        with TestClient(app) as client:
            for name, path in ROUTES.items():
                if given.only in name:
                    wall, cpu, again, size = measure(client, path.format(**known))
                    figures[name] = {"ms": wall, "cpu_ms": cpu, "again_ms": again, "bytes": size}
                    print(
                        f"{wall:8.0f} ms {cpu:8.0f} ms cpu {again:7.1f} ms again {size:>9,} B  {name}",
                        flush=True,
                    )
    if all(name in figures for name in _FIRST_PICTURE):
        total = sum(figures[name]["ms"] for name in _FIRST_PICTURE)
        print(f"first picture ({', '.join(_FIRST_PICTURE)}): {total:,.0f} ms one after the other")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=2) + "\n")
    folder.cleanup()


if __name__ == "__main__":
    main()
