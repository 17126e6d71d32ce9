"""Adding reports: pasted, from an address, or as files; followed by server-sent events."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import anyio
import msgspec
from fastapi import APIRouter, File, Form, Header, Request, UploadFile
from sse_starlette import EventSourceResponse, ServerSentEvent

from dateline.steps.documents.addresses import is_public
from dateline.web import payloads as to
from dateline.web.adding import Job, new_folder, safe_name
from dateline.web.adding_process import Order
from dateline.web.people import Bench, Coder, address_of
from dateline.web.refusals import Refusal, invalid, not_found
from dateline.web.sessions import Person
from dateline.web.workbench import Workbench

router = APIRouter()

_BLOCK = 1 << 20
_PAUSE = 0.15
"""Seconds between looks at a job; what came meanwhile is sent at once."""


@router.post("/add/text", status_code=202)
def add_text(request: Request, workbench: Bench, person: Coder, sent: to.TextGiven) -> to.AddingJob:
    """Reads a pasted report into the case."""
    if not sent.text.strip():
        raise invalid("There is no text to read.", field="text")
    row = {
        "text": sent.text,
        "title": sent.title,
        "publisher": sent.publisher,
        "published": sent.published.isoformat() if sent.published else None,
        "url": sent.url,
    }
    name = f"pasted by {person.name}" + (f": {sent.title}" if sent.title else "")
    order = _order(workbench, person, rows=((name, msgspec.json.encode(row).decode()),))
    return _begin(request, workbench, person, order, new_folder())


@router.post("/add/url", status_code=202)
def add_url(request: Request, workbench: Bench, person: Coder, sent: to.AddressGiven) -> to.AddingJob:
    """Fetches a page or feed and reads it into the case. Only public addresses are fetched."""
    _check_address(sent.url)
    return _begin(request, workbench, person, _order(workbench, person, addresses=(sent.url,)), new_folder())


@router.post("/add/files", status_code=202)
def add_files(
    request: Request,
    workbench: Bench,
    person: Coder,
    files: Annotated[list[UploadFile], File(description="Text, HTML, PDF, .jsonl, feeds, WARC; .gz too")],
    published: Annotated[date | None, Form()] = None,
    publisher: Annotated[str | None, Form(max_length=200)] = None,
) -> to.AddingJob:
    """Reads files into the case."""
    most = workbench.settings.most_files
    if len(files) > most:
        raise invalid(f"Add at most {most} files at once, or use `dateline add`.", field="files")
    folder = new_folder()
    try:
        names = _kept(files, folder)
        order = _order(
            workbench,
            person,
            files=tuple(names),
            published=published.isoformat() if published else None,
            publisher=publisher or None,
        )
        return _begin(request, workbench, person, order, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


@router.get("/add")
def list_jobs(workbench: Bench) -> to.AddingJobs:
    """What is added now, what waits, and what was added since the server was started."""
    jobs = [job.told() for job in workbench.jobs.all()]
    return to.AddingJobs(items=jobs, total=len(jobs), next=None)


@router.get("/add/{job}")
def get_job(workbench: Bench, job: str) -> to.AddingJob:
    """How far a job is."""
    return _found(workbench, job).told()


@router.post("/add/{job}/stop")
def stop_job(workbench: Bench, person: Coder, job: str) -> to.AddingJob:
    """Stops a job. What was read until then stays in the case."""
    found = _found(workbench, job)
    found.stop()
    return found.told()


@router.get(
    "/add/{job}/events",
    response_class=EventSourceResponse,
    responses={
        200: {
            "description": "Events named `progress` with an AddingEvent each, until the job is over.",
            "model": to.AddingEvent,
        },
    },
)
def follow_job(
    workbench: Bench,
    job: str,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> EventSourceResponse:
    """Server-sent events of a job: its state, and what became of each input."""
    found = _found(workbench, job)
    after = int(last_event_id) if last_event_id and last_event_id.isdecimal() else 0
    return EventSourceResponse(_events(found, after))


async def _events(job: Job, after: int) -> AsyncIterator[ServerSentEvent]:
    while True:
        over = job.over
        for event in job.events_after(after):
            after = event.number
            yield ServerSentEvent(event.model_dump_json(), event="progress", id=str(event.number))
        if over:
            return
        await anyio.sleep(_PAUSE)


def _found(workbench: Workbench, id: str) -> Job:
    found = workbench.jobs.job(id)
    if found is None:
        raise not_found("job", id)
    return found


def _order(workbench: Workbench, person: Person, **what: object) -> Order:
    case = workbench.settings.case
    whole = {
        "case": case if "://" in case else str(Path(case).resolve()),
        "coder": person.name,
        "jobs": workbench.settings.jobs,
        **what,
    }
    return Order(**whole)  # type: ignore[arg-type]


def _begin(
    request: Request, workbench: Workbench, person: Person, order: Order, folder: Path
) -> to.AddingJob:
    workbench.audits.note(person.name, address_of(request), "add", ", ".join(order.named)[:500])
    return workbench.jobs.begin(order, folder).told()


def _kept(files: list[UploadFile], folder: Path) -> list[str]:
    names: list[str] = []
    for file in files:
        name = safe_name(file.filename or "file", set(names))
        with (folder / name).open("xb") as stream:
            shutil.copyfileobj(file.file, stream, _BLOCK)
        names.append(name)
    # A listing says what is known of the other files; it is no report.
    return [n for n in names if n != "reports.csv"] or names


def _check_address(url: str) -> None:
    """What can be told at once; where a name leads to is looked at when it is fetched."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise invalid("This is no web address.", field="url") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise invalid("Give a web address, as in https://example.org/news.html", field="url")
    if parts.username or parts.password:
        raise invalid("An address with a name and password in it is not fetched.", field="url")
    host = parts.hostname
    if (host.replace(".", "").isdigit() or ":" in host) and not is_public(host):
        raise Refusal(
            422, "refused", f"{host} is not a public address; only public pages are fetched.", field="url"
        )
