"""
The part of CloudWatch that decides when an alarm is on: sums, metric math, M of N, missing data, composite alarms.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html and alarms-and-missing-data.html
"""

import operator
import re

# CloudWatch looks at more periods than it evaluates. It does not document how many. Its examples show two more.
MORE_PERIODS = 2

COMPARISONS = {
    "GreaterThanThreshold": operator.gt,
    "GreaterThanOrEqualToThreshold": operator.ge,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}
FUNCTIONS = {
    "IF": lambda condition, yes, no: yes if condition else no,
    "FILL": lambda value, otherwise: otherwise if value is None else value,
}


class MetricAlarm:
    """An alarm over metrics: (namespace, name, dimensions) to a sum for each minute that has one."""

    def __init__(self, properties, metrics):
        self.properties, self.metrics, self.seen = properties, metrics, {}
        self.queries = properties.get("Metrics") or [_as_query(properties)]
        (self.returned,) = (query for query in self.queries if query.get("ReturnData", True))
        periods = {query["MetricStat"]["Period"] for query in self.queries if "MetricStat" in query}
        assert len(periods) == 1, "the metrics of an alarm have one period"
        self.minutes = periods.pop() // 60

    def is_on(self, minute):
        """Whether the alarm is in the state ALARM when it is evaluated at the end of a minute. Its window slides."""
        periods = self.properties["EvaluationPeriods"]
        ends = [minute - self.minutes * back for back in range(periods + MORE_PERIODS)]
        return in_alarm(
            [self._breaches(end) for end in ends],
            periods,
            self.properties.get("DatapointsToAlarm", periods),
            self.properties["TreatMissingData"],
        )

    def _breaches(self, end):
        if end not in self.seen:
            value = self._value(self.returned, end)
            compare = COMPARISONS[self.properties["ComparisonOperator"]]
            self.seen[end] = None if value is None else compare(value, float(self.properties["Threshold"]))
        return self.seen[end]

    def _value(self, query, end):
        if "Expression" in query:
            return calculate(query["Expression"],
                {q["Id"]: self._value(q, end) for q in self.queries if q is not query})
        stat = query["MetricStat"]
        assert stat["Stat"] == "Sum", "only sums are worked out"
        dimensions = tuple(sorted((d["Name"], d["Value"]) for d in stat["Metric"].get("Dimensions", [])))
        sums = self.metrics.get((stat["Metric"]["Namespace"], stat["Metric"]["MetricName"], dimensions), {})
        there = [sums[m] for m in range(end - self.minutes + 1, end + 1) if m in sums]
        return sum(there) if there else None


def _as_query(properties):
    metric = {name: properties[name] for name in ("Namespace", "MetricName", "Dimensions") if name in properties}
    return {"Id": "only", "MetricStat": {"Metric": metric, "Stat": properties["Statistic"],
        "Period": properties["Period"]}}


def in_alarm(points, periods, least, missing):
    """Whether data points (newest first; True breaches, None is missing) turn an alarm of so many periods on."""
    assert missing in ("breaching", "notBreaching"), "the others keep a state, which nothing here does"
    there = [point for point in points if point is not None][:periods]
    filled = [missing == "breaching"] * (periods - len(there))
    return sum(there + filled) >= least


def calculate(expression, values):
    """The value of metric math, or None if a metric is missing and not filled, or if it divides by zero."""
    filled = set(re.findall(r"FILL\((\w+)", expression))
    named = set(re.findall(r"\b[a-z]\w*", expression)) - filled
    if any(values[name] is None for name in named):
        return None
    python = re.sub(r"\b(AND|OR)\b", lambda word: word[1].lower(), expression)
    try:
        return eval(python, {"__builtins__": {}} | FUNCTIONS, dict(values))
    except ZeroDivisionError:
        return None


def composite_is_on(rule, is_on):
    """Whether a composite alarm is on. It understands ALARM("name"), AND and OR."""
    names = re.findall(r'ALARM\("([^"]+)"\)', rule)
    terms = re.sub(r'ALARM\("([^"]+)"\)', lambda m: f"alarm{names.index(m[1])}", rule)
    return bool(calculate(terms, {f"alarm{index}": is_on(name) for index, name in enumerate(names)}))
