"""Which metrics there are to watch, and the filter patterns that make metrics of log lines."""

import fnmatch
import re

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html (REST APIs have other names and dimensions)
HTTP_API_METRICS = {"4xx", "5xx", "Count", "DataProcessed", "IntegrationLatency", "Latency"}
HTTP_API_DIMENSIONS = [{"ApiId"}, {"ApiId", "Stage"}]
# https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
FUNCTION_METRICS = {"ConcurrentExecutions", "Duration", "Errors", "Invocations", "Throttles"}
FUNCTION_DIMENSIONS = [{"FunctionName"}, {"FunctionName", "Resource"}, {"FunctionName", "Resource", "ExecutedVersion"}]
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/regex-expressions.html: no brackets to group, few symbols, and quotas
EXPRESSION = r"[A-Za-z0-9:_#=@/;,\-^$?\[\]{}|\\*+.]+"
MOST_EXPRESSIONS_IN_A_PATTERN = 2
MOST_PATTERNS_WITH_EXPRESSIONS_IN_A_GROUP = 5
TOKEN = r'\$[\w.]+|"[^"]*"|%[^%]*%|&&|\|\||!=|[=(){}]|\S'


def filtered_metrics(deployment):
    """The metrics that the stack's own filters make: (namespace, name) to dimension names."""
    made = {}
    for filter_ in deployment.of_type("AWS::Logs::MetricFilter").values():
        for metric in filter_["Properties"]["MetricTransformations"]:
            names = {dimension["Key"] for dimension in metric.get("Dimensions", [])}
            made[metric["MetricNamespace"], metric["MetricName"]] = names
    return made


def assert_exists(deployment, namespace, name, dimensions):
    """Fails unless somebody publishes the metric under that name with those dimensions for this very API or function."""
    where = f"{namespace} {name} {dimensions}"
    names = set(dimensions)
    if namespace == "AWS/ApiGateway":
        assert name in HTTP_API_METRICS, f"no such metric for HTTP APIs: {where}"
        assert names in HTTP_API_DIMENSIONS, f"no such dimensions for HTTP APIs: {where}"
        assert dimensions["ApiId"] == "{Api}", f"another API: {where}"
    elif namespace == "AWS/Lambda":
        assert name in FUNCTION_METRICS, f"no such metric for functions: {where}"
        assert names in FUNCTION_DIMENSIONS, f"no such dimensions for functions: {where}"
        assert dimensions["FunctionName"] == "{Function}", f"another function: {where}"
        assert dimensions.get("Resource", "{Function}:live") == "{Function}:live", f"another alias: {where}"
        assert dimensions.get("ExecutedVersion", "{Function.Version}").startswith("{FunctionVersion") or "ExecutedVersion" not in dimensions, where
    else:
        made = filtered_metrics(deployment)
        assert (namespace, name) in made, f"no filter makes {where}"
        assert made[namespace, name] == names, f"the filter has the dimensions {made[namespace, name]}: {where}"


def select(event, selector):
    """The value of a selector such as $.mdc.outcome, or None."""
    for key in selector.removeprefix("$.").split("."):
        event = event.get(key) if isinstance(event, dict) else None
    return event


def matches(pattern, event):
    """
    Whether a JSON filter pattern of CloudWatch Logs matches an event. Knows strings with * and %regular expressions% under = and !=, &&, ||
    and brackets.
    """
    tokens = re.findall(TOKEN, pattern)
    assert tokens[0] == "{" and tokens[-1] == "}", f"not a JSON pattern: {pattern}"
    rest = tokens[1:-1]

    def either():
        found = both()
        while rest and rest[0] == "||":
            rest.pop(0)
            found = both() or found
        return found

    def both():
        found = term()
        while rest and rest[0] == "&&":
            rest.pop(0)
            found = term() and found
        return found

    def term():
        if rest[0] == "(":
            rest.pop(0)
            found = either()
            assert rest.pop(0) == ")", pattern
            return found
        selector, operator, wanted = rest.pop(0), rest.pop(0), rest.pop(0)
        assert selector.startswith("$.") and operator in ("=", "!=") and wanted[0] in '"%', pattern
        value = select(event, selector)
        if wanted[0] == "%":
            assert re.fullmatch(EXPRESSION, wanted[1:-1]), f"CloudWatch Logs knows no such expression: {wanted}"
            same = value is not None and re.search(wanted[1:-1], str(value)) is not None
        else:
            same = value is not None and fnmatch.fnmatchcase(str(value), wanted[1:-1])
        return same if operator == "=" else value is not None and not same

    found = either()
    assert not rest, f"trailing {rest} in {pattern}"
    return found
