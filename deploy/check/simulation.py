"""Which alarms of a deployment go off, and after how many minutes, when healthy traffic turns into something else."""

from alarms import MetricAlarm, composite_is_on
from traffic import counts, metrics

BEFORE, AFTER = 180, 120
CANARY_MINUTES = 5
# Beside each request to a session: pages fetch the browser module, and some callers have no valid token.
BESIDE = {"button": 0.5, "refused": 0.1}
HEALTHY = {"ok": 0.985, "slow": 0.01, "failing": 0.005}


def turns_into(deployment, rate, shares, seed=1):
    """Minutes until each alarm is on, when so many healthy requests a second turn into shares of kinds (none: into silence)."""
    newest = newest_version(deployment)
    traffic = _requests(rate, HEALTHY, range(-BEFORE, 0), newest, seed) + _requests(rate, shares, range(AFTER), newest, seed)
    return gone_off(deployment, traffic, AFTER)


def one_slow_request(deployment, rate, seed=1):
    """The same, when nothing but one request is slow."""
    newest = newest_version(deployment)
    traffic = _requests(rate, {"ok": 1}, range(-BEFORE, AFTER), newest, seed)
    traffic.append((10, newest, {"slow": 1}))
    return gone_off(deployment, traffic, AFTER)


def canary_is(deployment, rate, shares, others=HEALTHY, seed=1):
    """The same for the alarms that a deployment watches, while a tenth of the traffic goes to a new version that is like this."""
    old = _requests(rate * 0.9, others, range(-BEFORE, CANARY_MINUTES), "41", seed)
    new = _requests(rate * 0.1, shares, range(CANARY_MINUTES), newest_version(deployment), seed + 1)
    watched = {a["Name"].strip("{}") for a in deployment.properties("FunctionDeploymentGroup")["AlarmConfiguration"]["Alarms"]}
    return {name: minute for name, minute in gone_off(deployment, old + new, CANARY_MINUTES).items() if name in watched}


def newest_version(deployment):
    (version,) = deployment.of_type("AWS::Lambda::Version")
    return "{%s.Version}" % version


def _requests(rate, shares, minutes, version, seed):
    if not shares:
        return []
    found = counts(rate, shares | BESIDE, minutes, seed)
    return [(minute, version, kinds) for minute, kinds in found.items()]


def gone_off(deployment, traffic, minutes):
    """Name to the first minute at whose end the alarm was on, for all alarms that tell somebody."""
    made = metrics(deployment, traffic)
    alarms = {n: MetricAlarm(a["Properties"], made) for n, a in deployment.of_type("AWS::CloudWatch::Alarm").items()}
    rules = {n: a["Properties"]["AlarmRule"] for n, a in deployment.of_type("AWS::CloudWatch::CompositeAlarm").items()}
    telling = {n for n, a in deployment.resources.items() if a["Type"].startswith("AWS::CloudWatch::") and a["Properties"].get("AlarmActions")}
    found = {}
    for minute in range(minutes):
        on = {name: alarm.is_on(minute) for name, alarm in alarms.items()}
        on |= {name: composite_is_on(rule, lambda part: on[part.strip("{}")]) for name, rule in rules.items()}
        for name in telling:
            if on[name]:
                found.setdefault(name, minute + 1)
    return found
