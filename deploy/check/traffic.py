"""What a gateway under some traffic leaves in its logs and in the metrics of AWS, by the minute."""

import json
import random
import re
from collections import defaultdict

from metrics import matches, select
from stacks import OUTPUTS, deployed

GATEWAY = deployed("least")

# What becomes of a request: status, outcome, milliseconds. Without an outcome the function has written no line.
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
# What Lambda answers API Gateway, a hyphen where it is not asked.
INTEGRATION = {"no room": "429", "refused": "-", "throttled": "-", "no authorizer": "-"}


ROUTES = {"module": "GET /modules/{module}"}


def log_line(kind):
    """The canonical line of a request, as lines.json has it."""
    status, outcome, millis = KINDS[kind]
    return {"route": ROUTES.get(kind, "POST /connectSessions"), "status": status, "outcome": outcome, "millis": millis,
        "coldStart": False}


def access_line(**context):
    """A line of the gateway's access log. Variables that a request has no value for are a hyphen."""
    format_ = GATEWAY.properties("ApiStage")["AccessLogSettings"]["Format"]
    return json.loads(re.sub(r"\$context\.([A-Za-z.]+)", lambda m: context.get(m[1], "-"), format_))


def lines(kind):
    """Log group to the line that a request leaves there."""
    status, outcome, millis = KINDS[kind]
    line = log_line(kind)
    context = {"status": str(status), "responseLatency": str(millis + 12), "routeKey": line["route"]}
    access = {OUTPUTS["AccessLogGroup"]: access_line(integrationStatus=INTEGRATION.get(kind, "200"), **context)}
    return access if outcome is None else access | {OUTPUTS["FunctionLogGroup"]: line}


def counts(rate, shares, minutes, seed):
    """Minute to how many requests of each kind begin in it: at random, on average a share of so many a second."""
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
            # Reported for a minute in which something was logged and nothing matched.
            yield (metric["MetricNamespace"], metric["MetricName"], dimensions), float(metric["DefaultValue"])


def _metrics_of_aws(kind):
    status, *_ = KINDS[kind]
    api = (("ApiId", OUTPUTS["ApiId"]),)
    yield ("AWS/ApiGateway", "Count", api), 1
    yield ("AWS/ApiGateway", "5xx", api), int(status >= 500)
    if INTEGRATION.get(kind) != "-":
        function = (("FunctionName", OUTPUTS["FunctionName"]),)
        yield ("AWS/Lambda", "Throttles", function), int(kind == "no room")
        # What the gateway answers is no error to Lambda.
        yield ("AWS/Lambda", "Errors", function), int(kind == "crash")
