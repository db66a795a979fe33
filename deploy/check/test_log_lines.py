"""Filters, dashboard and runbook use fields that the logs have. function.log has a line of each kind."""

import json
import re

import pytest
from checks import _widgets
from cloudformation import ROOT
from metrics import matches
from queries import fields, found
from stacks import OUTPUTS, deployed
from traffic import access_line, log_line

LINES = [json.loads(line) for line in (ROOT / "deploy/check/function.log").read_text().splitlines()]
REQUESTS = [line for line in LINES if "outcome" in line]
FIRST = REQUESTS[0]
ACCESS = [
    access_line(requestId="VKx7gjLpliAEMZw=", awsEndpointRequestId=FIRST["requestId"], routeKey="POST /connectSessions",
        status="201", responseLatency="151"),
    access_line(requestId="VKx8hkMqmjBFNAx=", routeKey="POST /connectSessions", status="429", responseLatency="1"),
    access_line(requestId="VKx9ilNrnkCGOBy=", routeKey="POST /connectSessions", status="401", responseLatency="8"),
    access_line(requestId="VKxajmOsolDHPCz=", routeKey="POST /connectSessions", status="500", responseLatency="10012"),
    access_line(requestId="VKxbknPtpmEIQD0=", routeKey="POST /connectSessions", integrationStatus="200", status="429",
        responseLatency="131"),
]
UPSTREAM = {"gigsTimeout", "gigsUnreachable", "gigsUnavailable", "gigsUnexpectedResponse"}
# The requests that each filter has to count: by outcome, or by status for the access log.
COUNTED = {
    "RequestsFilter": {line["outcome"] for line in REQUESTS},
    "SessionsCreatedFilter": {"ok"},
    "UpstreamFailuresFilter": UPSTREAM,
    "CallsFilter": {429},
    "SlowCallsFilter": set(),
    "ApiThrottlesFilter": {429},
    "AuthorizerFailuresFilter": {500},
}


def counts_what_it_is_for(deployment):
    filters = {name: filter_["Properties"] for name, filter_ in deployment.of_type("AWS::Logs::MetricFilter").items()}
    assert filters.keys() == COUNTED.keys()
    for name, properties in filters.items():
        lines, key = (LINES, "outcome") if properties["LogGroupName"] == OUTPUTS["FunctionLogGroup"] else (ACCESS,
            "status")
        counted = [line for line in lines if matches(properties["FilterPattern"], line)]
        assert {line.get(key) for line in counted} == COUNTED[name], name
        for dimension in properties["MetricTransformations"][0].get("Dimensions", []):
            assert all(dimension["Value"].removeprefix("$.") in line for line in counted), f"{name} has no {dimension}"
    created = filters["SessionsCreatedFilter"]["FilterPattern"]
    assert len([line for line in LINES if matches(created, line)]) == 1, "more than the create is counted"
    throttled = filters["ApiThrottlesFilter"]["FilterPattern"]
    assert len([line for line in ACCESS if matches(throttled, line)]) == 1, "a 429 of Gigs is counted"


def test_filters_count_what_they_are_for():
    counts_what_it_is_for(deployed("monitoring"))


@pytest.mark.parametrize(
    "name, old, new",
    [
        ("RequestsFilter", "$.outcome", "$.mdc.outcome"),
        ("SessionsCreatedFilter", "POST /connectSessions", "*"),
        ("SessionsCreatedFilter", "$.status < 300", "$.status < 500"),
        ("UpstreamFailuresFilter", ' || $.outcome = "gigsUnreachable"', ""),
        ("CallsFilter", "!=", "="),
        ("ApiThrottlesFilter", "429", '"429"'),
        ("ApiThrottlesFilter", ' && $.integrationStatus = "-"', ""),
        ("AuthorizerFailuresFilter", "500", "401"),
    ],
)
def test_notices_a_filter_that_counts_something_else(name, old, new):
    def change(template):
        properties = template["Resources"][name]["Properties"]
        assert old in properties["FilterPattern"]
        properties["FilterPattern"] = properties["FilterPattern"].replace(old, new)

    with pytest.raises(AssertionError):
        counts_what_it_is_for(deployed("monitoring", change))


def test_the_lines_that_the_alarms_are_tried_with_are_like_those_of_the_function():
    made = log_line("ok")
    assert {name: type(value) for name, value in made.items()} == {name: type(FIRST[name]) for name in made}


def test_the_runbook_documents_the_fields_of_the_line():
    """docs/check compares that table with the function's code."""
    table = re.search(r"<!-- table: log -->\n+((?:\|.*\n)+)", (ROOT / "docs/operations.md").read_text())[1]
    documented = {name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert documented == {name for line in REQUESTS for name in line}


def asks_for_fields_that_are_logged(query):
    of_function, of_access = (set().union(*(_names(line) for line in lines)) for lines in (LINES, ACCESS))
    named = fields(query)
    # A query that does not name a log reads both logs.
    known = of_function | of_access
    if "SOURCE" in query:
        known = of_access if OUTPUTS["AccessLogGroup"] in query else of_function
    assert named <= known, f"{named - known} in {query}"


def _names(line, prefix=""):
    """All fields. A nested field has its path as its name."""
    names = {prefix + name for name in line}
    return names.union(*(_names(value, f"{prefix}{name}.") for name, value in line.items() if isinstance(value, dict)))


def of_dashboard():
    return [widget["query"] for widget in _widgets(deployed("monitoring")) if "query" in widget]


def of_runbook():
    """The blocks of Logs Insights in docs/operations.md."""
    blocks = re.findall(r"^ *```text\n(.*?)^ *```$", (ROOT / "docs/operations.md").read_text(), re.M | re.S)
    return [" ".join(block.split()) for block in blocks if re.match(r"\s*(fields|filter|stats) ", block)]


@pytest.mark.parametrize("query", of_dashboard() + of_runbook())
def test_a_query_asks_for_fields_that_are_logged(query):
    asks_for_fields_that_are_logged(query)
    found(query, LINES)


@pytest.mark.parametrize("old, new",
    [("upstreamMillis", "gigsMillis"), ("by routeKey", "by route"), ("outcome !=", "mdc.outcome !=")])
def test_notices_a_query_for_a_field_that_is_not_logged(old, new):
    queries = [query.replace(old, new) for query in of_dashboard() if old in query]
    assert queries
    for query in queries:
        with pytest.raises(AssertionError):
            asks_for_fields_that_are_logged(query)


def test_one_query_leads_from_any_id_to_the_lines_of_a_request():
    (query,) = (query for query in of_runbook() if "ID" in query)
    both = LINES + ACCESS
    assert found(query.replace("ID", "csn_0SNlurA049MEWV"), both) == REQUESTS[:2]
    assert found(query.replace("ID", "VKx7gjLpliAEMZw="),
        both) == [ACCESS[0]] and ACCESS[0]["functionRequestId"] == FIRST["requestId"]
    (report,) = (line for line in LINES if line.get("type") == "platform.report")
    assert found(query.replace("ID", FIRST["requestId"]), both) == [FIRST, report, ACCESS[0]]


def test_a_query_shows_what_failed_within_a_window_of_time():
    queries = [query for query in of_runbook() if query.startswith("fields @timestamp") and "status >= 400" in query]
    assert len(queries) == 1
    shown = found(queries[0], LINES + ACCESS)
    assert len(shown) == len([line for line in REQUESTS + ACCESS if line["status"] >= 400]) and FIRST not in shown
