"""The description of the API and the server agree, whatever is asked: tried with generated requests."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import checks

from .client import ORIGIN, Client

CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
LEFT_OUT = {
    # They start processes or stream; `test_adding` asks them.
    "addText",
    "addUrl",
    "addFiles",
    "followJob",
}


@pytest.fixture
def described(client: Client) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return schemathesis.openapi.from_dict(client.app.openapi())


def test_no_generated_request_makes_the_server_fail_or_answer_in_another_form(
    client: Client, described: Any
) -> None:
    asked = set()
    for result in described.get_all_operations():
        operation = result.ok()
        id = operation.definition.raw["operationId"]
        if id in LEFT_OUT:
            continue
        asked.add(id)
        try_operation(client, operation, 4 if operation.method == "get" else 3)
    assert len(asked) > 40


def try_operation(client: Client, operation: Any, examples: int) -> None:
    @seed(1871)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        sent: dict[str, Any] = case.as_transport_kwargs(base_url=ORIGIN)
        headers = {k: v for k, v in (sent.pop("headers", None) or {}).items() if k.lower() == "content-type"}
        answer = client.ask(sent.pop("method"), sent.pop("url"), headers=headers, **_known(sent))
        if answer.status_code >= 400:
            assert set(answer.json()) == {"error"}, answer.text
        case.validate_response(answer, checks=CHECKS)

    ask()


def _known(sent: dict[str, Any]) -> dict[str, Any]:
    return {name: sent[name] for name in ("params", "json", "data", "content") if sent.get(name) is not None}
