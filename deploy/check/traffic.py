"""The log lines and the metrics of AWS that a gateway produces under some traffic, by the minute."""

import json
import random
import re
from collections import defaultdict

from metrics import matches, select
from stacks import OUTPUTS, deployed

GATEWAY = deployed("least")

# The result of a request: status, outcome, milliseconds. Without an outcome, the function wrote no line.
KINDS = {
    "ok": (201, "ok", 180),
    "slow": (201, "ok", 4200),
    "failing": (502, "gigsUnavailable", 180),
    "bug": (500, "unknown", 180),
    "misconfigured": (502, "gatewayMisconfigured", 180),
    "no token": (503, "tokenUnavailable", 180),
    "crash": (500, None, 900),
    "no room": (503, None, 20),
    "refused": (401, None, 8),
    "throttled": (429, None, 3),
    "no authorizer": (500, None, 10012),
    "module": (200, "ok", 4),
}
# The status of Lambda's answer to API Gateway. A hyphen means that API Gateway did not call Lambda.
INTEGRATION = {"no room": "429", "refused": "-", "throttled": "-", "no authorizer": "-"}


ROUTES = {"module": "GET /modules/{module}"}


def log_line(kind):
    """The function's log line for a request."""
    status, outcome, millis = KINDS[kind]
    return {"route": ROUTES.get(kind, "POST /connectSessions"), "status": status, "outcome": outcome, "millis": millis,
        "coldStart": False}


def access_line(**context):
    """A line of the gateway's access log. A variable without a value is a hyphen."""
    format_ = GATEWAY.properties("ApiStage")["AccessLogSettings"]["Format"]
    return json.loads(re.sub(r"\$context\.([A-Za-z.]+)", lambda m: context.get(m[1], "-"), format_))


def lines(kind):
    """For each log group, the line that a request writes there."""
    status, outcome, millis = KINDS[kind]
    line = log_line(kind)
    context = {"status": str(status), "responseLatency": str(millis + 12), "routeKey": line["route"]}
    access = {OUTPUTS["AccessLogGroup"]: access_line(integrationStatus=INTEGRATION.get(kind, "200"), **context)}
    return access if outcome is None else access | {OUTPUTS["FunctionLogGroup"]: line}


def counts(rate, shares, minutes, seed):
    """For each minute, the number of requests of each kind that begin in it, at random around an average rate."""
    dice = random.Random(seed)
    return {minute: {kind: _poisson(dice, rate * 60 * share) for kind, share in shares.items()} for minute in minutes}


def _poisson(dice, mean):
    if mean > 50:
        return max(0, round(dice.gauss(mean, mean**0.5)))
    number, passed = 0, dice.expovariate(1)
    while passed < mean:
        number, passed = number + 1, passed + dice.expovariate(1)
    return number


def metrics(deployment, traffic):
    """The metrics that the template's filters make: (namespace, name, dimensions) to a sum for each minute."""
    made = defaultdict(dict)
    seen = {}
    filters = [f["Properties"] for f in deployment.of_type("AWS::Logs::MetricFilter").values()]
    for minute, kinds in traffic:
        for kind, number in kinds.items():
            if not number:
                continue
            _add(made, minute, _metrics_of_aws(kind), number)
            if kind not in seen:
                seen[kind] = [*_metrics_of_filters(filters, lines(kind))]
            _add(made, minute, seen[kind], number)
    return made


def _add(made, minute, samples, number):
    for metric, value in samples:
        made[metric][minute] = made[metric].get(minute, 0) + value * number


def _metrics_of_filters(filters, written):
    for filter_ in filters:
        if filter_["LogGroupName"] not in written:
            continue
        line = written[filter_["LogGroupName"]]
        matched = matches(filter_["FilterPattern"], line)
        (metric,) = filter_["MetricTransformations"]
        dimensions = tuple(sorted((d["Key"], select(line, d["Value"])) for d in metric.get("Dimensions", [])))
        if matched:
            yield (metric["MetricNamespace"], metric["MetricName"], dimensions), float(metric["MetricValue"])
        elif "DefaultValue" in metric:
            # CloudWatch reports this value for a minute with log lines of which none matches.
            yield (metric["MetricNamespace"], metric["MetricName"], dimensions), float(metric["DefaultValue"])


def _metrics_of_aws(kind):
    status, *_ = KINDS[kind]
    api = (("ApiId", OUTPUTS["ApiId"]),)
    yield ("AWS/ApiGateway", "Count", api), 1
    yield ("AWS/ApiGateway", "5xx", api), int(status >= 500)
    if INTEGRATION.get(kind) != "-":
        function = (("FunctionName", OUTPUTS["FunctionName"]),)
        yield ("AWS/Lambda", "Throttles", function), int(kind == "no room")
        # An error answer of the gateway is no error for Lambda.
        yield ("AWS/Lambda", "Errors", function), int(kind == "crash")
