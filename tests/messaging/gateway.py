"""A double of the gateway's `POST /sms/3/messages`, on a socket of its own: as strict as the real one about what it
takes, and told by a test what becomes of it."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "a-key-of-the-gateway"
ACCEPTED = {"groupId": 1, "groupName": "PENDING", "id": 26, "name": "PENDING_ACCEPTED", "description": "accepted"}
REJECTED = {"groupId": 5, "groupName": "REJECTED", "id": 14, "name": "REJECTED_DESTINATION", "description": "no such"}
NO_CREDIT = {"groupId": 5, "groupName": "REJECTED", "id": 12, "name": "REJECTED_NOT_ENOUGH_CREDITS", "description": ""}


class Gateway(ThreadingHTTPServer):
    """`then`: what happens to the next request: a status of a message, an HTTP status, "hang", "cut" or "garbage"."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.then: Any = ACCEPTED
        self.taken: list[dict[str, Any]] = []
        self.asked = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:  # noqa: N802  (the library's name)
        self.server.asked += 1
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != "/sms/3/messages":
            return self._answer(404, {"errorCode": "E404"})
        if self.headers["Authorization"] != f"App {KEY}":
            return self._answer(401, {"errorCode": "E401", "description": "Unauthorized"})
        if fault := _fault(body):
            return self._answer(400, {"errorCode": "E400", "description": fault})
        return self._act(json.loads(body)["messages"][0])

    def _act(self, message: dict[str, Any]) -> None:
        then = self.server.then
        if then == "hang":
            time.sleep(1.5)
        elif then == "cut":
            self.connection.close()
        elif then == "garbage":
            self._answer(200, "<html>")
        elif isinstance(then, int):
            self._answer(then, {"errorCode": f"E{then}"})
        else:
            self.server.taken.append(message)
            place = message["destinations"][0]
            said = {"messageId": place["messageId"], "status": then, "destination": place["to"], "details": {}}
            self._answer(200, {"bulkId": "b1", "messages": [said]})

    def _answer(self, status: int, said: Any) -> None:
        body = said.encode() if isinstance(said, str) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


def _fault(body: bytes) -> str:
    """Why the real one would not take it."""
    try:
        request = json.loads(body)
        (message,) = request["messages"]
        (place,) = message["destinations"]
    except (ValueError, LookupError, TypeError):
        return "request"
    if set(request) - {"messages", "options"} or set(message) - {"sender", "destinations", "content", "webhooks"}:
        return "unknown field"
    if not re.fullmatch(r"\w{1,11}", message["sender"]) or not re.fullmatch(r"\d{8,15}", place["to"]):
        return "sender or destination"
    if not 0 < len(place["messageId"]) <= 200 or not message["content"]["text"]:
        return "number or text"
    return ""


@contextmanager
def running_gateway() -> Iterator[Gateway]:
    gateway = Gateway()
    thread = threading.Thread(target=gateway.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        gateway.shutdown()
        gateway.server_close()
