import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import unquote
from urllib.request import urlopen

import pytest

import shell


@pytest.fixture(scope="session")
def gateway():
    """The running sandbox, with an issuer of tokens in place of every other host that a page calls: shell.READER's variables for them."""
    address = os.environ["GATEWAY"]
    with urlopen(f"{address}/sandbox/tokens/known-user") as answer:
        token = answer.read().decode()

    class Issuer(BaseHTTPRequestHandler):
        def do_GET(self):
            shop = unquote(self.path).startswith("/http://localhost:3001")
            body = token if shop else '{"access_token":"%s","id_token":"%s","idToken":"%s"}' % (token, token, token)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body.encode())

        do_POST = do_GET

        def log_message(self, *_):
            pass

    issuer = HTTPServer(("127.0.0.1", 0), Issuer)
    threading.Thread(target=issuer.serve_forever, daemon=True).start()
    yield {"GATEWAY": address, "COOKIE_GATEWAY": os.environ["COOKIE_GATEWAY"], "ISSUER": f"http://127.0.0.1:{issuer.server_port}", "TOKEN": token}
    issuer.shutdown()


@pytest.fixture(scope="session")
def tree(tmp_path_factory):
    directory = tmp_path_factory.mktemp("tree")
    shell.make_tree(directory)
    return directory


@pytest.fixture(scope="session")
def path(tmp_path_factory):
    directory = tmp_path_factory.mktemp("path")
    shell.make_path(directory)
    return directory


@pytest.fixture
def run_shell(gateway, tree, path, tmp_path):
    return lambda block: shell.problems(block, tree, path, gateway, tmp_path / "reader")
