"""What the deployment costs a month, and what it takes of AWS's quotas."""

import math

MINUTES = 730 * 60

# Measured: docs/performance.md, upstreams realistic, page cache warm, p50; the module's files wait for nobody.
INIT, CREATE, FILE = 0.120, 0.125, 0.004
# Measured: the lines of test_log_lines. Lambda's start and report are counted in AWS's example of them.
CANONICAL_LINE, ACCESS_LINE, PLATFORM_LINES = 430, 560, 700
# What a new shopper's browser gets, headers included: the button's class alone has more than 10,000 bytes, and nothing compresses it.
ANSWERS = 13_000

# A session of a shopper who has never been here: preflight, two files of the module, one create. API Gateway answers the preflight itself.
CALLS, INVOCATIONS = 4, 3
# Observed, AWS promises nothing: an environment is replaced after some two hours.
LIVES = 730 / 2
READS = 730 * 60 / 5
SLOWEST_GIGS = 6
PEAK = 3

# US dollars, eu-central-1. (up to, price) for what gets cheaper.
HTTP_API = ((300e6, 1.20e-6), (math.inf, 1.08e-6))
REQUEST, GB_SECOND, PROVISIONED = 0.20e-6, 0.0000133334, 0.0000033334
SECRET, READ = 0.40, 0.05e-4
LOG_GB, TRAFFIC_GB, TRACE = 0.63, 0.09, 5e-6
METRIC, ALARM, COMPOSITE, DASHBOARD, KEY = 0.30, 0.10, 0.50, 3.00, 1.00

# How many values of a dimension occur in a month.
VALUES = {"Outcome": 5, "Intent": 3, "Version": 1}
# Lambda's default: the first invocation of each second, and one in twenty of the others.
SAMPLED_FIRST, SAMPLED_SHARE = 1, 0.05

QUOTAS = {
    "API Gateway, all APIs of the account": (10_000, "calls a second"),
    "Lambda, all functions of the account": (1_000, "at once"),
    "Lambda, new environments of a function": (1_000, "in 10 s"),
    "Secrets Manager, `GetSecretValue`": (10_000, "a second"),
    "KMS, decryptions": (10_000, "a second"),
}


def tiered(amount, tiers):
    cost, from_ = 0, 0
    for to, price in tiers:
        cost += max(0, min(amount, to) - from_) * price
        from_ = to
    return cost


class Load:
    """So many sessions a minute, for a month."""

    def __init__(self, rate):
        self.rate = rate
        self.second = rate / 60
        self.month = rate * MINUTES
        self.busy = self.second * (CREATE + 2 * FILE)
        # The mean of what runs at once, and three standard deviations of arrivals at random.
        self.environments = math.ceil(self.busy + 3 * math.sqrt(self.busy))

        self.while_gigs_is_slow = math.ceil(self.second * SLOWEST_GIGS)
        self.rate_limit = math.ceil(PEAK * self.second)

    def provisioned(self, deployment):
        return self.environments * memory(deployment) * MINUTES * 60 * PROVISIONED

    def costs(self, deployment):
        """Dollars a month by what they are for."""
        seconds = self.month * (CREATE + 2 * FILE) + self.environments * LIVES * INIT
        function_logs = self.month * INVOCATIONS * (CANONICAL_LINE + PLATFORM_LINES)
        traces = MINUTES * 60 * min(self.second * INVOCATIONS, SAMPLED_FIRST + SAMPLED_SHARE * self.second * INVOCATIONS)
        return {
            "HTTP API": tiered(self.month * CALLS, HTTP_API),
            "Lambda, requests": self.month * INVOCATIONS * REQUEST,
            "Lambda, time": seconds * memory(deployment) * GB_SECOND,
            "Secrets Manager": SECRET + self.environments * READS * READ,
            "Logs of the function": function_logs / 1e9 * LOG_GB,
            "Access log": self.month * CALLS * ACCESS_LINE / 1e9 * LOG_GB,
            "Traces": traces * TRACE,
            "Traffic out": self.month * ANSWERS / 1e9 * TRAFFIC_GB,
            "Metrics from logs": metrics(deployment) * METRIC,
            "Alarms": alarms(deployment) * ALARM + len(deployment.of_type("AWS::CloudWatch::CompositeAlarm")) * COMPOSITE,
            "Dashboard and key of the alarms": DASHBOARD + KEY,
        }


def memory(deployment):
    return int(deployment.parameters["MemorySize"]) / 1024


def metrics(deployment):
    made = [f["Properties"]["MetricTransformations"][0] for f in deployment.of_type("AWS::Logs::MetricFilter").values()]
    return sum(math.prod(VALUES[d["Key"]] for d in metric.get("Dimensions", [])) for metric in made)


def alarms(deployment):
    """Metrics that alarms watch: each is paid for."""
    watched = deployment.of_type("AWS::CloudWatch::Alarm").values()
    return sum(len([m for m in a["Properties"].get("Metrics", [None]) if m is None or "MetricStat" in m]) for a in watched)


def marginal(load, deployment):
    fixed = Load(0).costs(deployment)
    return sum(cost - fixed[name] for name, cost in load.costs(deployment).items()) / load.month * 1e6
