"""The smoke script accepts a gateway with the right answers, and fails for any wrong answer."""

import json
import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cloudformation import ROOT

ORIGIN = "https://shop.example.com"
SEEN = {"object": "connectSession", "id": "csn_1", "user": None}
SESSION = SEEN | {"url": "https://connect.gigs.com/checkout/entry?token=x"}


class Gateway(BaseHTTPRequestHandler):
    """A gateway with the right answers to the smoke script. Tests override one answer."""

    no_token, bad_token, module, unknown = 401, 401, 200, 404
    invalid = (422, {"code": "validationFailed"})
    created = (201, SESSION)
    retrieved = (200, SEEN)
    cache_control, request_id, etag = "no-store", "7d2c", '"0123"'
    preflight_origin, foreign_origin = ORIGIN, None

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != "Bearer good":
            return self.answer(self.bad_token if self.headers["Authorization"] else self.no_token)
        self.answer(*(self.created if "intent" in body else self.invalid))

    def do_GET(self):
        if self.path in ("/modules/gigs-connect-button.js", "/modules/gigs-connect-return.js"):
            return self.answer(self.module, ETag=self.etag)
        self.answer(*(self.retrieved if self.path == "/connectSessions/csn_1" else (self.unknown,)))

    def do_OPTIONS(self):
        origin = self.preflight_origin if self.headers["Origin"] == ORIGIN else self.foreign_origin
        self.answer(204, **({"Access-Control-Allow-Origin": origin} if origin else {}))

    def answer(self, status, body=None, **headers):
        payload = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        sent = {"Content-Length": str(len(payload)), "Cache-Control": self.cache_control,
            "X-Request-Id": self.request_id} | headers
        for name, value in sent.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_):
        pass


def smoke(**answers):
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Tried", (Gateway,), answers))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = os.environ | {"API_URL": f"http://127.0.0.1:{server.server_port}/", "ACCESS_TOKEN": "good",
        "ORIGIN": ORIGIN}
    try:
        return subprocess.run([ROOT / "deploy/smoke"], env=environment, capture_output=True, text=True, timeout=60)
    finally:
        server.shutdown()
        server.server_close()


OWN = {"user": "usr_1"}


@pytest.mark.parametrize("right",
    [{}, {"bad_token": 403}, {"created": (201, SESSION | OWN), "retrieved": (200, SESSION | OWN)}], ids=str)
def test_passes_a_gateway_that_answers_as_it_should(right):
    done = smoke(**right)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAIL" not in done.stdout and done.stdout.count("ok ") == 17


@pytest.mark.parametrize(
    "wrong",
    [
        {"no_token": 200},
        {"bad_token": 200},
        {"module": 401},
        {"etag": ""},
        {"unknown": 403},
        {"invalid": (400, {"code": "validationFailed"})},
        {"invalid": (422, {"code": "malformedBody"})},
        {"created": (502, SESSION)},
        {"created": (201, {"id": "csn_1"})},
        {"retrieved": (404, {"object": "error", "code": "notFound"})},
        {"retrieved": (200, SESSION)},
        {"cache_control": "max-age=60"},
        {"request_id": ""},
        {"preflight_origin": "*"},
        {"foreign_origin": "https://attacker.example"},
    ],
    ids=str,
)
def test_fails_a_gateway_that_does_not(wrong):
    done = smoke(**wrong)
    assert done.returncode == 1 and "FAIL" in done.stdout, done.stdout + done.stderr
