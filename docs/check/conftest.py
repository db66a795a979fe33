import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import unquote
from urllib.request import urlopen

import pytest

# Its queries.py runs the queries of Logs Insights.
sys.path.append(str(Path(__file__).parents[2] / "deploy/check"))
import shell


@pytest.fixture(scope="session")
def gateway():
    """The running sandbox, and an issuer of tokens instead of every other host that a page calls."""
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
    variables = {"GATEWAY": address, "COOKIE_GATEWAY": os.environ["COOKIE_GATEWAY"], "TOKEN": token}
    yield variables | {"ISSUER": f"http://127.0.0.1:{issuer.server_port}"}
    issuer.shutdown()


@pytest.fixture(scope="session")
def machine(tmp_path_factory):
    """A copy of the repository, and the commands on the PATH."""
    directory = tmp_path_factory.mktemp("machine")
    shell.make_tree(directory / "tree")
    shell.make_path(directory / "path")
    return directory


@pytest.fixture
def run_shell(gateway, machine, tmp_path):
    return lambda block: shell.problems(block, machine / "tree", machine / "path", gateway, tmp_path / "reader")
