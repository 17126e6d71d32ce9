"""A browser's part: remembers cookies, sends origin and token with writes."""

from __future__ import annotations

import warnings
from typing import Any

from fastapi import FastAPI

with warnings.catch_warnings():
    # It asks for another HTTP library, which would be one more to pin.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

ORIGIN = "http://workbench"


class Client:
    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self._http = TestClient(app, base_url=ORIGIN, raise_server_exceptions=False)
        self.token = ""

    def open(self) -> None:
        self._http.__enter__()
        self.renew()

    def close(self) -> None:
        self._http.__exit__(None, None, None)

    def renew(self) -> None:
        """Takes the token of the session as it is now."""
        self.token = self.get("/session")["csrf"]

    def ask(self, method: str, path: str, *, strange: bool = False, **how: Any) -> Any:
        """The bare answer. `strange`: without what a page of the workbench sends with a write."""
        headers = how.pop("headers", {})
        if method not in ("GET", "HEAD") and not strange:
            headers = {"Origin": ORIGIN, "X-Dateline-CSRF": self.token, **headers}
        return self._http.request(method, path, headers=headers, **how)

    def get(self, path: str, **params: Any) -> Any:
        """What a route of the API gives, which must be there."""
        answer = self.ask("GET", f"/api/v1{path}", params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def write(self, path: str, sent: object = None, *, method: str = "POST", status: int = 200) -> Any:
        answer = self.ask(method, f"/api/v1{path}", json=sent)
        assert answer.status_code == status, answer.text
        return answer.json()

    def refused(self, path: str, sent: object = None, *, method: str = "POST", **how: Any) -> tuple[int, str]:
        """Status and kind of the error."""
        if method == "GET":
            answer = self.ask(method, f"/api/v1{path}", **how)
        else:
            answer = self.ask(method, f"/api/v1{path}", json=sent, **how)
        body = answer.json()
        assert set(body) == {"error"}, body
        assert body["error"]["message"], body
        return answer.status_code, body["error"]["kind"]
