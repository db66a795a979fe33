"""The smoke script passes a gateway that answers as it should, and no other."""

import json
import os
import subprocess
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from function import serving

ORIGIN = "https://shop.example.com"
HASHED = "gigs-connect-button.0123456789abcdef.js"
SEEN = {"object": "connectSession", "id": "csn_1", "user": None}
SESSION = SEEN | {"url": "https://connect.gigs.com/checkout/entry?token=x"}


class Gateway(BaseHTTPRequestHandler):
    """A gateway made of what the smoke script may ask. Tests override one answer."""

    no_token = 401
    bad_token = 401
    module = 200
    hashed_module = 200
    unknown = 404
    invalid = (422, {"code": "validationFailed"})
    created = (201, SESSION)
    retrieved = (200, SEEN)
    cache_control = "no-store"
    request_id = "7d2c"
    foreign_origin = None
    preflight_origin = ORIGIN

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["Authorization"] != "Bearer good":
            return self.answer(self.bad_token if self.headers["Authorization"] else self.no_token)
        self.answer(*(self.created if "intent" in body else self.invalid))

    def do_GET(self):
        if self.path == "/gigs-connect-button.js":
            return self.answer(self.module, text=f"export * from './modules/{HASHED}';\n")
        if self.path in ("/gigs-connect-button-element.js", "/gigs-connect-return.js", "/gigs-connect-button.de.js"):
            return self.answer(self.module)
        if self.path == f"/modules/{HASHED}":
            return self.answer(self.hashed_module)
        if self.path == "/connectSessions/csn_1":
            return self.answer(*self.retrieved)
        self.answer(self.unknown)

    def do_OPTIONS(self):
        origin = self.preflight_origin if self.headers["Origin"] == ORIGIN else self.foreign_origin
        self.answer(204, origin=origin)

    def answer(self, status, body=None, origin=None, text=""):
        payload = text.encode() if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(payload)))
        self.send_header("Cache-Control", self.cache_control)
        self.send_header("X-Request-Id", self.request_id)
        if origin:
            self.send_header("Access-Control-Allow-Origin", origin)
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_):
        pass


def smoke(gateway):
    with serving(gateway) as url:
        environment = os.environ | {"API_URL": url + "/", "ACCESS_TOKEN": "good", "ORIGIN": ORIGIN}
        return subprocess.run([Path(__file__).with_name("smoke")], env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"bad_token": 403},
        {"retrieved": (200, {"id": "csn_1"})},
        {"retrieved": (200, SEEN | {"url": None})},
        {"created": (201, SESSION | {"user": "usr_1"}), "retrieved": (200, SESSION | {"user": "usr_1"})},
    ],
    ids=str,
)
def test_passes_a_gateway_that_answers_as_it_should(right):
    done = smoke(type("Right", (Gateway,), right))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAIL" not in done.stdout and done.stdout.count("ok ") == 19


@pytest.mark.parametrize(
    "wrong",
    [
        {"no_token": 200},
        {"no_token": 403},
        {"bad_token": 200},
        {"bad_token": 500},
        {"module": 401},
        {"hashed_module": 401},
        {"unknown": 403},
        {"invalid": (400, {"code": "validationFailed"})},
        {"invalid": (422, {"code": "malformedBody"})},
        {"created": (502, SESSION)},
        {"created": (201, {"id": "csn_1"})},
        {"retrieved": (404, {"object": "error", "code": "notFound"})},
        {"retrieved": (200, SESSION)},
        {"retrieved": (200, {"id": "csn_1", "url": SESSION["url"]})},
        {"cache_control": "max-age=60"},
        {"request_id": ""},
        {"preflight_origin": None},
        {"preflight_origin": "*"},
        {"foreign_origin": "https://attacker.example"},
    ],
    ids=str,
)
def test_fails_a_gateway_that_does_not(wrong):
    done = smoke(type("Wrong", (Gateway,), wrong))
    assert done.returncode == 1 and "FAIL" in done.stdout, done.stdout + done.stderr


def test_fails_where_nobody_answers():
    environment = os.environ | {"API_URL": "http://127.0.0.1:9", "ACCESS_TOKEN": "good"}
    done = subprocess.run([Path(__file__).with_name("smoke")], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "no answer" in done.stdout
