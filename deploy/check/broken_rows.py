"""For each row of traffic, a way to break the template so that the row fails."""

from breaks import of, replace

BROKEN = []


def breaks(*rows, **changes):
    for name, change in changes.items():
        change.__name__ = name
        BROKEN.extend((row, change) for row in rows)


def expression(name, text):
    return lambda t: of(t, name)["Metrics"][0].update(Expression=text)


def the_hour_is_a_minute(template):
    for metric in of(template, "ServerErrorsHourAlarm")["Metrics"][1:]:
        metric["MetricStat"]["Period"] = 60


def where_nothing_is_logged_all_is_well(template):
    of(template, "SilentAlarm").update(TreatMissingData="notBreaching")
    expression("SilentAlarm", "calls * 1")(template)


def one_in_a_minute_is_not_enough(template):
    for name in ("GatewayMisconfiguredAlarm", "TokenUnavailableAlarm", "AuthorizerFailuresAlarm", "BugsAlarm"):
        of(template, name)["Threshold"] = 1000


ALWAYS_SLOW = "{ $.responseLatency >= 100 }"
breaks("0.01/s healthy", a_minute_without_traffic_counts=lambda t: of(t,
    "ServerErrorsAlarm").update(TreatMissingData="breaching"))
breaks("1/s healthy", "100/s healthy",
    every_request_is_slow=lambda t: of(t, "SlowCallsFilter").update(FilterPattern=ALWAYS_SLOW))
breaks("100/s healthy", failures_are_counted_and_not_their_share=expression("UpstreamFailuresAlarm",
    "failures + 0 * calls"))
breaks("0.01/s 20 % slow", an_hour_needs_thirty=expression("LatencyHourAlarm", "IF(slow >= 30, 100 * slow / calls, 0)"))
breaks("1/s 20 % slow", the_log_has_no_such_field=replace("SlowCallsFilter", "FilterPattern.Fn::Sub", "responseLatency",
    "latency"))
breaks("100/s 20 % slow", a_fifth_is_not_enough=lambda t: of(t, "LatencyAlarm").update(Threshold=25))
breaks("0.01/s 20 % failing", "0.01/s all failing", the_hour_is_a_minute=the_hour_is_a_minute)
breaks(
    "1/s 20 % failing",
    "100/s all failing",
    errors_are_those_of_rest_apis=lambda t: of(t,
        "ServerErrorsAlarm")["Metrics"][1]["MetricStat"]["Metric"].update(MetricName="5XXError"),
)
breaks("100/s 20 % failing", "1/s all failing",
    a_failure_of_gigs_is_not_counted=replace("UpstreamFailuresFilter", "FilterPattern", "Unavailable", "Gone"))
breaks("0.01/s silent", little_is_many=lambda t: of(t, "BusyAlarm").update(Threshold=1))
breaks("1/s silent", "100/s silent", where_nothing_is_logged_all_is_well=where_nothing_is_logged_all_is_well)
breaks("100/s silent", the_busy_hour_is_forgotten_at_once=lambda t: of(t, "BusyAlarm").update(DatapointsToAlarm=24))
breaks("0.003/s one slow request in a quiet night", one_is_enough=expression("LatencyHourAlarm", "100 * slow / calls"))
breaks("1/s every token refused",
    what_was_turned_away_counts=replace("CallsFilter", "FilterPattern", ' && $.integrationStatus != "-"', ""))
breaks(
    "0.01/s project token refused",
    "1/s project token refused",
    "1/s no project token",
    "1/s no authorizer",
    "1/s a bug in a hundred",
    one_in_a_minute_is_not_enough=one_in_a_minute_is_not_enough,
)
breaks(
    "100/s project token refused",
    a_module_that_was_served_is_a_session=replace("SessionsCreatedFilter", "FilterPattern", "POST /connectSessions",
        "*"),
)
breaks("1/s one create in a hundred refused",
    one_refusal_wakes_somebody=expression("GatewayMisconfiguredAlarm", "refused + 0 * created"))
breaks("1/s a crash in a hundred",
    a_metric_of_lambda_is_not_watched=lambda t: of(t, "FunctionErrorsAlarm").update(MetricName="DeadLetterErrors"))
breaks("1/s no room for one in a hundred",
    a_throttle_of_lambda_is_one_of_ten=expression("ThrottlesAlarm", "FILL(api, 0) + FILL(function, 0)"))
breaks("1/s half throttled", a_throttle_has_another_status=replace("ApiThrottlesFilter", "FilterPattern", "429", "503"))
