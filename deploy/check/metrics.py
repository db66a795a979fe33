"""The metrics that an alarm can use, and the filter patterns that turn log lines into metrics."""

import fnmatch
import operator
import re

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html (REST APIs have others)
HTTP_API_METRICS = {"4xx", "5xx", "Count", "DataProcessed", "IntegrationLatency", "Latency"}
# https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
FUNCTION_METRICS = {"ConcurrentExecutions", "Duration", "Errors", "Invocations", "Throttles"}
NUMBERS = {"=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt,
    ">=": operator.ge}


def filtered_metrics(deployment):
    """The metrics that the stack's own filters make: (namespace, name) to dimension names."""
    made = {}
    for filter_ in deployment.of_type("AWS::Logs::MetricFilter").values():
        for metric in filter_["Properties"]["MetricTransformations"]:
            names = {dimension["Key"] for dimension in metric.get("Dimensions", [])}
            made[metric["MetricNamespace"], metric["MetricName"]] = names
    return made


def assert_exists(deployment, namespace, name, dimensions):
    """Fails if AWS or a filter of ours does not publish the metric with these dimensions for this API or function."""
    where = f"{namespace} {name} {dimensions}"
    if namespace == "AWS/ApiGateway":
        assert name in HTTP_API_METRICS and dimensions == {"ApiId": deployment.parameters["ApiId"]}, (
            f"HTTP APIs have no {where}"
        )
    elif namespace == "AWS/Lambda":
        assert name in FUNCTION_METRICS and dimensions == {"FunctionName": deployment.parameters["FunctionName"]}, (
            f"Lambda has no {where}"
        )
    else:
        made = filtered_metrics(deployment)
        assert (namespace, name) in made, f"no filter makes {where}"
        assert made[namespace, name] == set(dimensions), (
            f"the filter has the dimensions {made[namespace, name]}: {where}"
        )


def select(event, selector):
    """The value of a selector such as $.outcome, or None."""
    return event.get(selector.removeprefix("$."))


def matches(pattern, event):
    """Whether a JSON filter pattern matches an event: strings with *, numbers, && and ||, without brackets."""
    terms = re.fullmatch(r"{ ([^()]*) }", pattern, re.S)[1]
    return any(all(_matches(term.strip(), event) for term in both.split("&&")) for both in terms.split("||"))


def _matches(term, event):
    selector, compare, wanted = re.fullmatch(r'(\$\.[\w.]+) ([=!<>]+) ("[^"]*"|\d+)', term).groups()
    value = select(event, selector)
    if wanted.isdigit():
        # A number does not match a string.
        return isinstance(value, int) and NUMBERS[compare](value, int(wanted))
    same = isinstance(value, str) and fnmatch.fnmatchcase(value, wanted[1:-1])
    return {"=": same, "!=": value is not None and not same}[compare]
