"""A way to break the template for each row of traffic, so that it is seen to fail."""

BROKEN = []


def breaks(*rows):
    def register(break_):
        BROKEN.extend((row, break_) for row in rows)
        return break_

    return register


def of(template, name):
    return template["Resources"][name]["Properties"]


@breaks("0.01/s healthy")
def a_minute_without_traffic_counts_as_failed(template):
    of(template, "ServerErrorsAlarm")["TreatMissingData"] = "breaching"


@breaks("1/s healthy", "100/s healthy")
def every_request_is_slow(template):
    template["Mappings"]["Slow"]["3000"]["Millis"] = "^[0-9][0-9][0-9]"


@breaks("100/s healthy")
def failures_are_counted_and_not_their_share(template):
    of(template, "UpstreamFailuresAlarm")["Metrics"][0]["Expression"] = "failures + 0 * calls"


@breaks("0.01/s 20 % slow")
def an_hour_needs_thirty_slow_requests(template):
    metrics = of(template, "LatencyHourAlarm")["Metrics"]
    metrics[0] = metrics[0] | {"Expression": "IF(slow >= 30, 100 * slow / calls, 0)"}


@breaks("1/s 20 % slow")
def the_log_has_no_such_field(template):
    pattern = of(template, "SlowCallsFilter")["FilterPattern"]["Fn::Sub"]
    pattern[0] = pattern[0].replace("$.responseLatency", "$.latency")


@breaks("100/s 20 % slow", "canary of 100/s, 20 % slow")
def a_fifth_is_not_enough(template):
    for name in ("LatencyAlarm", "NewVersionLatencyAlarm"):
        of(template, name)["Threshold"] = 25


@breaks("0.01/s 20 % failing", "0.01/s all failing")
def the_hour_is_a_minute(template):
    for metric in of(template, "ServerErrorsHourAlarm")["Metrics"][1:]:
        metric["MetricStat"]["Period"] = 60


@breaks("1/s 20 % failing", "100/s all failing")
def server_errors_are_those_of_rest_apis(template):
    of(template, "ServerErrorsAlarm")["Metrics"][1]["MetricStat"]["Metric"]["MetricName"] = "5XXError"


@breaks("100/s 20 % failing", "1/s all failing")
def a_failure_of_gigs_is_not_counted(template):
    properties = of(template, "UpstreamFailuresFilter")
    properties["FilterPattern"] = properties["FilterPattern"].replace("gigsUnavailable", "gigsGone")


@breaks("0.01/s silent")
def little_is_many(template):
    of(template, "BusyAlarm")["Threshold"] = 1


@breaks("1/s silent", "100/s silent")
def where_nothing_is_logged_all_is_well(template):
    of(template, "SilentAlarm")["Metrics"][0]["Expression"] = "calls * 1"
    of(template, "SilentAlarm")["TreatMissingData"] = "notBreaching"


@breaks("100/s silent")
def what_was_busy_is_forgotten_at_once(template):
    of(template, "BusyAlarm")["DatapointsToAlarm"] = 24


@breaks("0.003/s one slow request in a quiet night")
def one_is_enough(template):
    for name in ("LatencyAlarm", "LatencyHourAlarm"):
        of(template, name)["Metrics"][0]["Expression"] = "100 * slow / calls"


@breaks("1/s every token refused")
def a_call_that_was_turned_away_counts(template):
    of(template, "CallsFilter")["FilterPattern"] = '{ $.routeKey = "*connectSessions*" }'


@breaks("1/s project token refused", "1/s no project token", "1/s a bug in a hundred")
def one_in_a_minute_is_not_enough(template):
    for name in ("GatewayMisconfiguredAlarm", "TokenUnavailableAlarm", "BugsAlarm"):
        of(template, name)["Threshold"] = 1000


@breaks("1/s a crash in a hundred", "1/s no room for one in a hundred", "canary of 1/s, 20 % crashes")
def a_metric_of_lambda_is_not_watched(template):
    for name in ("FunctionErrorsAlarm", "FunctionThrottlesAlarm", "NewVersionErrorsAlarm"):
        of(template, name)["MetricName"] = "DeadLetterErrors"


@breaks("1/s half throttled")
def a_throttle_has_another_status(template):
    of(template, "ApiThrottlesFilter")["FilterPattern"] = '{ $.status = "503" && $.integrationStatus = "-" }'


@breaks("canary of 0.01/s, 20 % slow (too little to tell)", "canary of 1/s, healthy", "canary of 100/s, healthy")
def a_new_version_that_nobody_calls_is_slow(template):
    of(template, "NewVersionLatencyAlarm")["TreatMissingData"] = "breaching"
    of(template, "NewVersionLatencyAlarm")["Threshold"] = -1


@breaks("canary of 1/s, 20 % slow", "canary of 1/s, as slow as the others")
def a_new_version_is_measured_by_the_others_alone(template):
    of(template, "NewVersionLatencyAlarm")["Metrics"][0]["Expression"] = "100 * slowCalls / calls + 0 * slow / requests"


@breaks("canary of 1/s, 20 % failing at Gigs", "canary of 100/s, all failing at Gigs")
def the_failures_of_a_version_are_not_told_apart(template):
    of(template, "VersionUpstreamFailuresFilter")["MetricTransformations"][0]["Dimensions"][0]["Value"] = "$.mdc.route"


@breaks("canary of 100/s, failing as the others")
def a_new_version_answers_for_gigs(template):
    of(template, "NewVersionUpstreamAlarm")["Metrics"][0]["Expression"] = "100 * failures / requests + 0 * allFailures / calls"


@breaks("canary of 1/s, 20 % bugs", "canary of 100/s, 20 % bugs")
def a_bug_rolls_nothing_back(template):
    of(template, "Function")["DeploymentPreference"]["Alarms"].remove({"Ref": "NewVersionFailuresAlarm"})
