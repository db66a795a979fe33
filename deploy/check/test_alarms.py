"""Each alarm under each kind of traffic, computed from the template. The output ends with a table of all."""

import pytest
from alarms import calculate, in_alarm
from broken_rows import BROKEN
from metrics import matches
from rows import ROWS
from stacks import deployed
from traffic import access_line

TABLE = []


@pytest.fixture(scope="module")
def deployment():
    return deployed("monitoring")


def assert_row(deployment, row):
    """Returns the alarms that went off. Those of the row do so within their minutes, and no other alarm does."""
    run, expected = ROWS[row]
    found = run(deployment)
    assert found.keys() == expected.keys(), f"{row}: {found}"
    late = {name: minute for name, minute in found.items() if minute > expected[name]}
    assert not late, f"{row}: too late {late}"
    return found


@pytest.mark.parametrize("row", ROWS)
def test_goes_off_when_it_should_and_not_otherwise(deployment, row):
    found = assert_row(deployment, row)
    TABLE.append((row, ", ".join(f"{name} after {minute} min"
        for name, minute in sorted(found.items(), key=lambda f: (f[1], f[0]))) or "-"))


@pytest.mark.parametrize("row, break_", BROKEN, ids=lambda value: getattr(value, "__name__", value))
def test_notices_in(row, break_):
    broken = deployed("monitoring", break_)
    with pytest.raises(AssertionError):
        assert_row(broken, row)


def test_every_alarm_goes_off_in_some_row(deployment):
    telling = {n for n, r in deployment.resources.items() if r["Type"].startswith("AWS::CloudWatch::")
        and r["Properties"].get("AlarmActions")}
    assert telling == {name for _, expected in ROWS.values() for name in expected}


def test_every_row_was_seen_to_fail():
    assert {row for row, _ in BROKEN} == ROWS.keys()


@pytest.mark.parametrize("row", [row for row in ROWS if "healthy" in row or "night" in row])
def test_keeps_quiet_whatever_the_dice_say(deployment, row):
    for seed in range(2, 12):
        assert ROWS[row][0](deployment, seed=seed) == {}, seed


@pytest.mark.parametrize("millis", [200, 1500, 3000])
def test_a_request_is_slow_from_that_many_milliseconds_on(millis):
    pattern = deployed("monitoring", SlowMillis=str(millis)).properties("SlowCallsFilter")["FilterPattern"]
    for taken in (9, millis - 1, millis, millis + 1, 29000):
        line = access_line(routeKey="POST /connectSessions", integrationStatus="200", status="201",
            responseLatency=str(taken))
        assert matches(pattern, line) is (taken >= millis), taken


def test_a_number_in_quotes_is_not_compared():
    assert matches("{ $.millis >= 2000 }", {"millis": 2000}) and not matches("{ $.millis >= 2000 }", {"millis": "2000"})


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


@pytest.mark.parametrize("row",
    ["0.01/s 20 % slow", "0.01/s healthy", "1/s 20 % slow", "1/s silent", "1/s every token refused"])
@pytest.mark.parametrize("more_periods", [0, 8])
def test_it_does_not_matter_how_far_back_cloudwatch_looks(deployment, row, more_periods, monkeypatch):
    monkeypatch.setattr("alarms.MORE_PERIODS", more_periods)
    assert_row(deployment, row)


def test_notices_that_it_does(monkeypatch):
    def unfilled(template):
        template["Resources"]["SilentAlarm"]["Properties"]["Metrics"][0]["Expression"] = "calls * 1"

    monkeypatch.setattr("alarms.MORE_PERIODS", 8)
    with pytest.raises(AssertionError):
        assert_row(deployed("monitoring", unfilled), "1/s silent")


def test_metric_math_needs_all_that_it_names():
    assert calculate("IF(a >= 3 AND b > 0, 100 * a / b, 0)", {"a": 3, "b": 4}) == 75
    assert calculate("FILL(a, 0) + b", {"a": None, "b": 1}) == 1 and calculate("FILL(a, 0)", {"a": 5}) == 5
    assert calculate("a / b", {"a": 2, "b": 0}) is calculate("a + b", {"a": None, "b": 1}) is None
