"""What each alarm does for some traffic, worked out from the template's own filters and alarms. The table stands at the end of the output."""

import pytest
from alarms import calculate, in_alarm
from broken_rows import BROKEN
from cloudformation import Deployment, read_template
from metrics import MOST_EXPRESSIONS_IN_A_PATTERN, MOST_PATTERNS_WITH_EXPRESSIONS_IN_A_GROUP, matches
from rows import ROWS
from stages import STAGES

TABLE = []


@pytest.fixture(scope="module")
def deployment():
    return Deployment(read_template(), STAGES["prod"])


def assert_row(deployment, row):
    """Returns what went off. The alarms of the row do within their minutes, and no other does."""
    run, expected = ROWS[row]
    found = run(deployment)
    assert found.keys() == expected.keys(), f"{row}: {found}"
    late = {name: minute for name, minute in found.items() if minute > expected[name]}
    assert not late, f"{row}: too late {late}"
    return found


@pytest.mark.parametrize("row", ROWS)
def test_goes_off_when_it_should_and_not_otherwise(deployment, row):
    found = assert_row(deployment, row)
    TABLE.append((row, ", ".join(f"{name} after {minute} min" for name, minute in sorted(found.items(), key=lambda f: (f[1], f[0]))) or "-"))


@pytest.mark.parametrize("row, break_", BROKEN, ids=lambda value: getattr(value, "__name__", value))
def test_notices_in(row, break_):
    template = read_template()
    break_(template)
    with pytest.raises(AssertionError):
        assert_row(Deployment(template, STAGES["prod"]), row)


def test_every_alarm_goes_off_in_some_row(deployment):
    telling = {n for n, r in deployment.resources.items() if r["Type"].startswith("AWS::CloudWatch::") and r["Properties"].get("AlarmActions")}
    assert telling == {name for _, expected in ROWS.values() for name in expected}


def test_every_row_was_seen_to_fail():
    assert {row for row, _ in BROKEN} == ROWS.keys()


@pytest.mark.parametrize("row", [row for row in ROWS if "healthy" in row or "as the others" in row or "night" in row])
def test_keeps_quiet_whatever_the_dice_say(deployment, row):
    for seed in range(2, 12):
        assert ROWS[row][0](deployment, seed=seed) == {}, seed


@pytest.mark.parametrize("millis", sorted(read_template()["Parameters"]["LatencyMillis"]["AllowedValues"]))
def test_a_request_is_slow_from_that_many_milliseconds_on(millis):
    assert_slow_from(read_template(), millis)


def assert_slow_from(template, millis):
    deployment = Deployment(template, STAGES["prod"] | {"LatencyMillis": str(millis)})
    slow_calls, slow_requests = (deployment.properties(name)["FilterPattern"] for name in ("SlowCallsFilter", "VersionSlowRequestsFilter"))
    access = {"routeKey": "POST /connectSessions", "integrationStatus": "200"}
    mdc = {"route": "POST /connectSessions"}
    line = {"loggerName": "io.connectgateway.telemetry.RequestLog", "mdc": mdc}
    for taken in [*range(0, 12000, 7), millis - 1, millis, millis + 1, 29000, 30012]:
        access["responseLatency"] = mdc["millis"] = str(taken)
        assert matches(slow_calls, access) is (taken >= millis), taken
        assert matches(slow_requests, line) is (taken >= millis), taken


def test_notices_another_number_of_milliseconds():
    template = read_template()
    template["Mappings"]["Slow"]["1500"]["Millis"] = "^1[4-9][0-9][0-9]|^[2-9][0-9][0-9][0-9]|^[0-9][0-9][0-9][0-9][0-9]"
    with pytest.raises(AssertionError):
        assert_slow_from(template, 1500)


def test_an_expression_that_cloudwatch_does_not_know_is_refused():
    with pytest.raises(AssertionError):
        matches('{ $.status = %^(4|5)[0-9]{2}$% }', {"status": "500"})


def test_no_more_expressions_than_cloudwatch_takes(deployment):
    groups = {}
    for filter_ in deployment.of_type("AWS::Logs::MetricFilter").values():
        expressions = filter_["Properties"]["FilterPattern"].count("%") // 2
        assert expressions <= MOST_EXPRESSIONS_IN_A_PATTERN
        groups.setdefault(filter_["Properties"]["LogGroupName"], []).append(expressions > 0)
    assert len(groups) == 2 and all(sum(group) <= MOST_PATTERNS_WITH_EXPRESSIONS_IN_A_GROUP for group in groups.values())


# The examples of CloudWatch's guide, oldest first: 0 is within the threshold, X breaches it, - is missing.
@pytest.mark.parametrize(
    "points, least, breaching, not_breaching",
    [
        ("0 - X - X", 3, False, False),
        ("- - - - 0", 3, False, False),
        ("- - - - -", 3, True, False),
        ("0 X X - X", 3, True, True),
        ("- - X - -", 3, True, False),
        ("0 - X - X", 2, True, True),
        ("0 0 X 0 X", 2, True, True),
        ("0 - X - -", 2, True, False),
        ("- - - - 0", 2, True, False),
    ],
)
def test_missing_data_counts_as_the_guide_says(points, least, breaching, not_breaching):
    newest_first = [{"0": False, "X": True, "-": None}[point] for point in reversed(points.split())]
    assert in_alarm(newest_first, 3, least, "breaching") is breaching
    assert in_alarm(newest_first, 3, least, "notBreaching") is not_breaching


@pytest.mark.parametrize("row", ["0.01/s 20 % slow", "0.01/s healthy", "1/s 20 % slow", "1/s silent", "1/s every token refused", "canary of 1/s, 20 % slow"])
@pytest.mark.parametrize("more_periods", [0, 8])
def test_it_does_not_matter_how_far_back_cloudwatch_looks(deployment, row, more_periods, monkeypatch):
    monkeypatch.setattr("alarms.MORE_PERIODS", more_periods)
    assert_row(deployment, row)


def test_notices_that_it_does(monkeypatch):
    template = read_template()
    template["Resources"]["SilentAlarm"]["Properties"]["Metrics"][0]["Expression"] = "calls * 1"
    monkeypatch.setattr("alarms.MORE_PERIODS", 8)
    with pytest.raises(AssertionError):
        assert_row(Deployment(template, STAGES["prod"]), "1/s silent")


def test_metric_math_needs_all_that_it_names():
    assert calculate("IF(a >= 3 AND b > 0, 100 * a / b, 0)", {"a": 3, "b": 4}) == 75
    assert calculate("IF(a >= 3, 100 * a / b, 0)", {"a": 2, "b": 0}) == 0
    assert calculate("FILL(a, 0) + b", {"a": None, "b": 1}) == 1 and calculate("FILL(a, 0)", {"a": 5}) == 5
    assert calculate("a / b", {"a": 2, "b": 0}) is calculate("a + b", {"a": None, "b": 1}) is None
