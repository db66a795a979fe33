"""Runs the packaged function between a fake Gigs and a fake Secrets Manager, with the environment that the template gives it, and returns what it logs."""

import json
import os
import subprocess
import threading
import time
import zipfile
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cloudformation import ROOT

SESSION = {"object": "connectSession", "id": "csn_0SNlurA049MEWV", "status": "pending", "url": "https://connect.gigs.com/checkout/entry?token=x"}
REFUSAL = {"object": "error", "type": "invalid", "code": "planUnavailable", "message": "The plan is not for sale."}
TOKEN = "live_0123456789"
VERSION = "7"

# How Gigs answers a session whose voucher code says so: status, content type, body.
ANSWERS = {
    "ok": (201, "application/json", json.dumps(SESSION)),
    "gigsRefused": (422, "application/json", json.dumps(REFUSAL)),
    "gatewayMisconfigured": (401, "application/json", json.dumps(REFUSAL | {"type": "unauthenticated"})),
    "gigsUnavailable": (503, "application/json", json.dumps(REFUSAL | {"type": "internal"})),
    "gigsUnexpectedResponse": (200, "text/html", "<html>"),
}


class Gigs(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        voucher = body["intent"]["checkoutNewSubscription"].get("voucherCode", "ok")
        if voucher == "gigsTimeout":
            time.sleep(8)
        if voucher == "gigsUnreachable":
            self.connection.close()
            self.close_connection = True
            return
        answer(self, *ANSWERS.get(voucher, ANSWERS["ok"]))

    def do_GET(self):
        answer(self, 404, "application/json", json.dumps(REFUSAL | {"type": "notFound"}))

    do_HEAD = do_GET

    def log_message(self, *_):
        pass


class SecretsManager(Gigs):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["X-Amz-Target"] == "secretsmanager.GetSecretValue", self.headers
        answer(self, 200, "application/x-amz-json-1.1", json.dumps({"SecretString": json.dumps({"token": TOKEN})}))


class NoSecretsManager(SecretsManager):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        answer(self, 400, "application/x-amz-json-1.1", '{"__type":"ResourceNotFoundException"}')


def answer(handler, status, content_type, body):
    handler.send_response(status)
    handler.send_header("Content-Type", content_type)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body.encode())


@contextmanager
def serving(handler):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    # A caller that gave up is what some tests are about.
    server.handle_error = lambda *_: None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def event(method="POST", path="/connectSessions", body=None, claims=None, route="POST /connectSessions"):
    """An event of payload format 2.0, as an HTTP API with a JWT authorizer sends it."""
    context = {"http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "203.0.113.7", "userAgent": "curl"}}
    context |= {"routeKey": route, "stage": "$default", "apiId": "api", "requestId": "gateway-request", "domainName": "localhost"}
    if claims is not None:
        context["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
    headers = {"content-type": "application/json", "host": "localhost", "authorization": "Bearer callers-token"}
    return {
        "version": "2.0",
        "routeKey": route,
        "rawPath": path,
        "rawQueryString": "",
        "headers": headers,
        "requestContext": context,
        "body": None if body is None else json.dumps(body),
        "isBase64Encoded": False,
    }


def unpacked(directory):
    archive = ROOT / "target/function.zip"
    assert archive.exists(), "target/function.zip is not there: mvn package"
    with zipfile.ZipFile(archive) as zip_:
        assert any(name.startswith("lib/") for name in zip_.namelist()), "target/function.zip is native; the lines come from the JVM's: mvn package"
        zip_.extractall(directory)
    return directory


def call(classes, directory, environment, secrets, events):
    """The finished process of a function that was called once with each of the events (a name to an event)."""
    files = []
    for name, value in events.items():
        files.append(directory / name)
        files[-1].write_text(json.dumps(value))
    with serving(Gigs) as gigs, serving(secrets) as secrets_manager:
        aws = {"AWS_LAMBDA_FUNCTION_VERSION": VERSION, "AWS_REGION": "eu-central-1"}
        aws |= {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "example", "AWS_SESSION_TOKEN": "session"}
        urls = {"CONNECT_GIGS_URL": gigs, "CONNECT_SECRETS_MANAGER_URL": secrets_manager}
        inherited = {name: os.environ[name] for name in ("PATH", "JAVA_HOME") if name in os.environ}
        # What Quarkus's own manifest opens, for JDK 24 and later.
        class_path = f"{classes}:{classes}/lib/*:{ROOT / 'target/test-classes'}"
        java = ["java", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp", class_path]
        command = [*java, str(Path(__file__).with_name("LogLines.java")), *map(str, files)]
        variables = inherited | aws | environment | urls
        return subprocess.run(command, cwd=directory, env=variables, capture_output=True, text=True, timeout=120)


def run(classes, directory, environment, secrets, events):
    """Answers and standard output of a function that serves all of the events."""
    done = call(classes, directory, environment, secrets, events)
    assert done.returncode == 0, done.stdout + done.stderr
    # Nothing but what newer JVMs say of libraries: the native function has one output, the log.
    assert all(line.startswith("WARNING: ") for line in done.stderr.splitlines()), done.stderr
    answers = {name: json.loads((directory / f"{name}.answer").read_text()) for name in events}
    return answers, done.stdout
