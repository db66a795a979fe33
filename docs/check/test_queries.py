"""The runbook's query leads from each id that a shopper can tell to the lines of the running function."""

import json
import os
import re
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from kinds import access_log
from pages import page
from queries import found

(QUERY,) = (block.text for block in page("docs/operations.md").blocks if '"ID"' in block.text)


def call(gateway, path, body=None):
    headers = {"Authorization": f"Bearer {gateway['TOKEN']}", "Content-Type": "application/json"}
    with urlopen(Request(gateway["GATEWAY"] + path, body, headers)) as answer:
        return answer.headers, json.load(answer)


def lines_with(request):
    """The function's lines, once the line of this request is among them. The process writes it after its answer."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        log = Path(os.environ["GATEWAY_LOG"]).read_text()
        lines = [json.loads(line) for line in re.findall(r"^function \| (\{.*\})$", log, re.M)]
        if any(line.get("requestId") == request for line in lines):
            return lines
        time.sleep(0.05)
    raise AssertionError(f"no line of {request}")


@pytest.fixture(scope="module")
def attempt(gateway):
    """A shopper's create and retrieve: the answers' headers, the session's id, and both logs."""
    created, session = call(gateway, "/connectSessions", b'{"intent":{"type":"viewSubscriptions"}}')
    retrieved, _ = call(gateway, f"/connectSessions/{session['id']}")
    # API Gateway's line, which the sandbox does not write.
    access = dict.fromkeys(access_log(), "-") | {"requestId": created["apigw-requestid"]}
    access["functionRequestId"] = created["x-request-id"]
    return created, retrieved, session["id"], [*lines_with(retrieved["x-request-id"]), access], access


def test_each_id_leads_to_its_lines(attempt):
    created, retrieved, session, lines, access = attempt
    of_session = found(QUERY.replace("ID", session), lines)
    assert [line["requestId"] for line in of_session] == [created["x-request-id"], retrieved["x-request-id"]]
    assert found(QUERY.replace("ID", created["apigw-requestid"]), lines) == [access]
    assert found(QUERY.replace("ID", access["functionRequestId"]), lines) == [of_session[0], access]


def test_notices_a_query_that_knows_one_id_alone(attempt):
    created, _, _, lines, _ = attempt
    assert found(QUERY.replace("@message like", "session =").replace("ID", created["x-request-id"]), lines) == []
