"""What the filters, the alarms and the dashboard read is what the function logs: every line here comes from the packaged function."""

import json
import re
from datetime import datetime

import pytest
from cloudformation import ROOT, Deployment, read_template
from cost import ACCESS_LINE, CANONICAL_LINE
from function import VERSION, NoSecretsManager, SecretsManager, event, run
from metrics import matches, select
from stages import STAGES
from traffic import access_line, access_text, log_line

CALLER = {"iss": "https://id.example.com/", "sub": "shopper-1", "client_id": "shop", "email": "shopper@example.com", "email_verified": "true"}
OUTCOME = "$.mdc.outcome"


def checkout(voucher, **claims):
    intent = {"type": "checkoutNewSubscription", "checkoutNewSubscription": {"plan": "pln_2", "voucherCode": voucher}}
    return event(body={"intent": intent, "callbackUrl": "https://shop.example.com/done"}, claims=CALLER | claims)


CREATED = {
    "requestId": "VKx7gjLpliAEMZw=",
    "awsEndpointRequestId": "5e0d3c1a-6d6b-4b0c-9d6e-0c8f5b1d2a3e",
    "requestTime": "24/Nov/2026:13:12:56 +0000",
    "identity.sourceIp": "203.0.113.7",
    "identity.userAgent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "routeKey": "POST /connectSessions",
    "protocol": "HTTP/1.1",
    "status": "201",
    "responseLength": "1024",
    "responseLatency": "143",
    "integrationStatus": "200",
    "integrationLatency": "139",
}

UPSTREAM = ["gigsTimeout", "gigsUnreachable", "gigsUnavailable", "gigsUnexpectedResponse"]
WITH_TOKEN = {name: checkout(name) for name in ["ok", "gigsRefused", *UPSTREAM]} | {
    "validationFailed": event(body={}, claims=CALLER),
    "unauthenticated": event(body={}),
    "notFound": event("GET", "/connectSessions/csn_1", claims=CALLER, route="GET /connectSessions/{id}"),
    # Last, because the token is read anew.
    "gatewayMisconfigured": checkout("gatewayMisconfigured"),
}

# Which lines each filter is meant to count, by the outcome of the request.
COUNTED = {
    "OutcomesFilter": {*WITH_TOKEN, "tokenUnavailable"},
    "SessionsCreatedFilter": {"ok"},
    "GatewayMisconfiguredFilter": {"gatewayMisconfigured"},
    "TokenUnavailableFilter": {"tokenUnavailable"},
    "UpstreamFailuresFilter": set(UPSTREAM),
    "FailuresFilter": {"gatewayMisconfigured", "tokenUnavailable"},
    "VersionRequestsFilter": {*WITH_TOKEN, "tokenUnavailable"},
    "VersionUpstreamFailuresFilter": set(UPSTREAM),
}


@pytest.fixture(scope="module")
def deployment():
    return Deployment(read_template(), STAGES["prod"])


@pytest.fixture(scope="module")
def output(classes, tmp_path_factory):
    """Everything that two functions print: one that has the token, and one that cannot read it."""
    # This machine is Gigs, and nothing stands between.
    direct = Deployment(read_template(), STAGES["prod"] | dict.fromkeys(["ProxyHost", "NonProxyHosts", "TrustedCertificates", "TrustLayerArn"], ""))
    environment = {name: str(value) for name, value in direct.properties("Function")["Environment"]["Variables"].items()}
    directory = tmp_path_factory.mktemp("calls")
    answers, with_token = run(classes, directory, environment, SecretsManager, WITH_TOKEN)
    refused, without_token = run(classes, directory, environment, NoSecretsManager, {"tokenUnavailable": checkout("ok")})
    assert answers["ok"]["statusCode"] == 201 and refused["tokenUnavailable"]["statusCode"] == 503, (answers, refused)
    return with_token + without_token


@pytest.fixture(scope="module")
def lines(output):
    """The line that each request logged, by outcome."""
    logged = [json.loads(line) for line in output.splitlines() if '"io.connectgateway.telemetry.RequestLog"' in line]
    return {select(line, OUTCOME): line for line in logged}


def test_every_request_logs_one_line_and_the_outcome_it_had(output, lines):
    assert lines.keys() == COUNTED["OutcomesFilter"]
    assert output.count('"io.connectgateway.telemetry.RequestLog"') == len(lines)


def test_lambda_understands_level_and_time_of_every_line(output):
    for line in map(json.loads, filter(None, output.splitlines())):
        assert line["level"] in ("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"), line
        assert datetime.fromisoformat(line["timestamp"]).tzinfo, line


def filters(deployment, group):
    return {n: f["Properties"] for n, f in deployment.of_type("AWS::Logs::MetricFilter").items() if f["Properties"]["LogGroupName"] == group}


def assert_filters_count_what_they_are_for(deployment, lines):
    on_function = filters(deployment, "{FunctionLogGroup}")
    assert on_function.keys() == COUNTED.keys() | {"ColdStartsFilter", "BugsFilter", "VersionSlowRequestsFilter"}
    for name, properties in on_function.items():
        counted = {outcome for outcome, line in lines.items() if matches(properties["FilterPattern"], line)}
        if name == "ColdStartsFilter":
            assert counted == {"ok", "tokenUnavailable"}, "the first request of each function is the cold one"
        elif name == "VersionSlowRequestsFilter":
            slow = {outcome for outcome, line in lines.items() if int(select(line, "$.mdc.millis")) >= int(deployment.parameters["LatencyMillis"])}
            assert counted == slow and "gigsTimeout" in slow, name
        elif name == "BugsFilter":
            # Nobody knows how to provoke a bug, so a real line gets the outcome that the error table has for it.
            bug = json.loads(json.dumps(lines["gigsUnavailable"]).replace('"gigsUnavailable"', '"unknown"'))
            assert counted == set() and matches(properties["FilterPattern"], bug), name
        else:
            assert counted == COUNTED[name], name
        for dimension in properties["MetricTransformations"][0].get("Dimensions", []):
            for outcome in counted:
                assert select(lines[outcome], dimension["Value"]), f"{name}: no {dimension['Value']} in the line of {outcome}"


def test_filters_count_what_they_are_for(deployment, lines):
    assert_filters_count_what_they_are_for(deployment, lines)


@pytest.mark.parametrize(
    "resource, old, new",
    [
        ("OutcomesFilter", "RequestLog", "AccessLog"),
        ("SessionsCreatedFilter", "POST /connectSessions", "POST /sessions"),
        ("SessionsCreatedFilter", "$.mdc.route", "$.route"),
        ("ColdStartsFilter", '"true"', '"yes"'),
        ("GatewayMisconfiguredFilter", "gatewayMisconfigured", "misconfigured"),
        ("TokenUnavailableFilter", "$.mdc.outcome", "$.outcome"),
        ("UpstreamFailuresFilter", '|| $.mdc.outcome = "gigsTimeout"', ""),
        ("BugsFilter", "unknown", "*"),
        ("FailuresFilter", "tokenUnavailable", "gigsRefused"),
        ("VersionRequestsFilter", "*connectSessions*", "GET *"),
        ("VersionSlowRequestsFilter", "$.mdc.millis", "$.millis"),
        ("VersionUpstreamFailuresFilter", '|| $.mdc.outcome = "gigsTimeout"', ""),
    ],
)
def test_notices_a_filter_that_counts_something_else(lines, resource, old, new):
    template = read_template()
    properties = template["Resources"][resource]["Properties"]
    pattern = json.dumps(properties["FilterPattern"])
    old, new = (json.dumps(text)[1:-1] for text in (old, new))
    assert pattern.count(old) == 1
    properties["FilterPattern"] = json.loads(pattern.replace(old, new))
    with pytest.raises(AssertionError):
        assert_filters_count_what_they_are_for(Deployment(template, STAGES["prod"]), lines)


def test_notices_a_dimension_that_the_line_has_not(lines):
    template = read_template()
    template["Resources"]["SessionsCreatedFilter"]["Properties"]["MetricTransformations"][0]["Dimensions"][0]["Value"] = "$.mdc.plan"
    with pytest.raises(AssertionError):
        assert_filters_count_what_they_are_for(Deployment(template, STAGES["prod"]), lines)


def test_the_lines_that_the_alarms_are_tried_with_are_like_those_of_the_function(lines):
    made = log_line("ok", VERSION)
    assert made.keys() <= lines["ok"].keys() and made["mdc"].keys() <= lines["ok"]["mdc"].keys()
    for line in lines.values():
        assert all(isinstance(value, str) for value in line["mdc"].values())
        assert re.fullmatch(r"0|[1-9][0-9]*", line["mdc"]["millis"]), "no number without zeros before it"


def test_the_lines_are_as_long_as_the_cost_is_computed_for(deployment, output):
    (created,) = [line for line in output.splitlines() if '"outcome":"ok"' in line and '"io.connectgateway.telemetry.RequestLog"' in line]
    assert len(created) == pytest.approx(CANONICAL_LINE, rel=0.05)
    assert len(access_text(deployment, CREATED)) == pytest.approx(ACCESS_LINE, rel=0.05)


def test_api_throttles_are_counted_and_other_429s_are_not(deployment):
    properties = filters(deployment, "{AccessLogGroup}")["ApiThrottlesFilter"]
    assert matches(properties["FilterPattern"], access_line(deployment, status="429"))
    assert not matches(properties["FilterPattern"], access_line(deployment, status="429", integrationStatus="200")), "a 429 of Gigs"
    assert not matches(properties["FilterPattern"], access_line(deployment, status="401"))


def queries(deployment):
    body = json.loads(deployment.resources["Dashboard"]["Properties"]["DashboardBody"])
    return [widget["properties"]["query"] for widget in body["widgets"] if "query" in widget["properties"]]


def assert_queries_ask_for_fields_that_are_logged(deployment, lines):
    for query in queries(deployment):
        if "{AccessLogGroup}" in query:
            known = set(access_line(deployment))
        else:
            known = {"loggerName"} | {f"mdc.{key}" for line in lines.values() for key in line["mdc"]}
            # https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report
            known |= {"type", "record.metrics.initDurationMs", "record.metrics.maxMemoryUsedMB"}
        text = re.sub(r"'[^']*'", "", query)
        named = set(re.findall(r"(?:mdc|record)\.[\w.]+", text)) | set(re.findall(r"filter (\w+) [=>]", text))
        for listed in re.findall(r"\bby ([\w ,.]+?)(?: \||$)", text):
            named |= {field for field in listed.split(", ") if "(" not in field and not field.startswith("bin")}
        assert named and named <= known, f"{named - known} in {query}"


def test_queries_ask_for_fields_that_are_logged(deployment, lines):
    assert len(queries(deployment)) >= 5
    assert_queries_ask_for_fields_that_are_logged(deployment, lines)


def test_the_runbook_knows_why_gigs_could_not_be_reached(lines):
    reason = select(lines["gigsUnreachable"], "$.mdc.upstreamFailure")
    assert f"| `{reason}` |" in (ROOT / "docs/operations.md").read_text()


def test_every_line_has_the_version_of_the_function(output):
    assert {line["version"] for line in map(json.loads, filter(None, output.splitlines()))} == {VERSION}


@pytest.mark.parametrize("old, new", [("mdc.upstreamMillis", "mdc.gigsMillis"), ("mdc.upstreamFailure", "mdc.failure"), ("by routeKey", "by route"), ("filter type", "filter kind")])
def test_notices_a_query_for_a_field_that_is_not_logged(lines, old, new):
    template = read_template()
    body = template["Resources"]["Dashboard"]["Properties"]["DashboardBody"]
    assert old in body["Fn::Sub"]
    body["Fn::Sub"] = body["Fn::Sub"].replace(old, new)
    with pytest.raises(AssertionError):
        assert_queries_ask_for_fields_that_are_logged(Deployment(template, STAGES["prod"]), lines)


def test_no_line_tells_a_secret(output):
    for secret in ["live_0123456789", "callers-token", "shopper@example.com", "token=x", "shop.example.com/done"]:
        assert secret not in output
