"""The alarms of a deployment that go off when healthy traffic changes, and after how many minutes."""

from alarms import MetricAlarm, composite_is_on
from traffic import counts, metrics

BEFORE, AFTER = 180, 120
# In addition to each request to a session, pages load the modules, and some callers have no valid token.
BESIDE = {"module": 0.5, "refused": 0.1}
HEALTHY = {"ok": 0.985, "slow": 0.01, "failing": 0.005}


def turns_into(deployment, rate, shares, seed=1):
    """Minutes until each alarm is on, when healthy requests turn into shares of kinds (none: into silence)."""
    traffic = _requests(rate, HEALTHY, range(-BEFORE, 0), seed) + _requests(rate, shares, range(AFTER), seed)
    return gone_off(deployment, traffic, AFTER)


def one_slow_request(deployment, rate, seed=1):
    """The same, if only one request is slow."""
    return gone_off(deployment, [*_requests(rate, {"ok": 1}, range(-BEFORE, AFTER), seed), (10, {"slow": 1})], AFTER)


def _requests(rate, shares, minutes, seed):
    return [*counts(rate, shares | BESIDE, minutes, seed).items()] if shares else []


def gone_off(deployment, traffic, minutes):
    """For each alarm that sends a message, the first minute at the end of which it was on."""
    made = metrics(deployment, traffic)
    alarms = {n: MetricAlarm(a["Properties"], made) for n, a in deployment.of_type("AWS::CloudWatch::Alarm").items()}
    rules = {n: a["Properties"]["AlarmRule"] for n, a in deployment.of_type("AWS::CloudWatch::CompositeAlarm").items()}
    telling = {n for n, a in deployment.resources.items() if a["Type"].startswith("AWS::CloudWatch::")
        and a["Properties"].get("AlarmActions")}
    found = {}
    for minute in range(minutes):
        on = {name: alarm.is_on(minute) for name, alarm in alarms.items()}
        on |= {name: composite_is_on(rule, lambda part: on[part.strip("{}")]) for name, rule in rules.items()}
        for name in telling:
            if on[name]:
                found.setdefault(name, minute + 1)
    return found
