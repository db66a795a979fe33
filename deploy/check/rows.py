"""For each kind of traffic, the alarms that have to go off, and after how many minutes at most."""

from simulation import HEALTHY, one_slow_request, turns_into

SLOW, FAILING, ALL_FAILING = {"ok": 0.8, "slow": 0.2}, {"ok": 0.8, "failing": 0.2}, {"failing": 1}


def row(run, *arguments, **expected):
    return lambda deployment, **more: run(deployment, *arguments, **more), expected


GIGS_FAILS = dict(ServerErrorsAlarm=4, UpstreamFailuresAlarm=4, ServerErrorsHourAlarm=40)
NOBODY_BUYS = dict(ServerErrorsAlarm=4, ServerErrorsHourAlarm=15)

ROWS = {
    "0.01/s healthy": row(turns_into, 0.01, HEALTHY),
    "0.01/s 20 % slow": row(turns_into, 0.01, SLOW, LatencyHourAlarm=60),
    "0.01/s 20 % failing": row(turns_into, 0.01, FAILING, ServerErrorsHourAlarm=60),
    "0.01/s all failing": row(turns_into, 0.01, ALL_FAILING, ServerErrorsHourAlarm=15),
    # With less than two requests a minute, half an hour without a request is normal.
    "0.01/s silent": row(turns_into, 0.01, {}),
    "1/s healthy": row(turns_into, 1, HEALTHY),
    "1/s 20 % slow": row(turns_into, 1, SLOW, LatencyAlarm=5, LatencyHourAlarm=40),
    "1/s 20 % failing": row(turns_into, 1, FAILING, **GIGS_FAILS),
    "1/s all failing": row(turns_into, 1, ALL_FAILING, **GIGS_FAILS),
    "1/s silent": row(turns_into, 1, {}, SilenceAlarm=30),
    "100/s healthy": row(turns_into, 100, HEALTHY),
    "100/s 20 % slow": row(turns_into, 100, SLOW, LatencyAlarm=5, LatencyHourAlarm=40),
    "100/s 20 % failing": row(turns_into, 100, FAILING, **GIGS_FAILS),
    "100/s all failing": row(turns_into, 100, ALL_FAILING, **GIGS_FAILS),
    "100/s silent": row(turns_into, 100, {}, SilenceAlarm=30),
    "0.003/s one slow request in a quiet night": row(one_slow_request, 0.003),
    "1/s every token refused": row(turns_into, 1, {"refused": 1}, SilenceAlarm=30),
    "0.01/s project token refused": row(turns_into, 0.01, {"misconfigured": 1}, GatewayMisconfiguredAlarm=5,
        ServerErrorsHourAlarm=15),
    "1/s project token refused": row(turns_into, 1, {"misconfigured": 1}, GatewayMisconfiguredAlarm=1, **NOBODY_BUYS),
    "100/s project token refused": row(turns_into, 100, {"misconfigured": 1}, GatewayMisconfiguredAlarm=1,
        **NOBODY_BUYS),
    "1/s one create in a hundred refused": row(turns_into, 1, {"ok": 0.99, "misconfigured": 0.01}),
    "1/s no project token": row(turns_into, 1, {"no token": 1}, TokenUnavailableAlarm=1, **NOBODY_BUYS),
    "1/s no authorizer": row(turns_into, 1, {"no authorizer": 1}, AuthorizerFailuresAlarm=1, SilenceAlarm=30,
        **NOBODY_BUYS),
    "1/s a bug in a hundred": row(turns_into, 1, {"ok": 0.99, "bug": 0.01}, BugsAlarm=10),
    "1/s a crash in a hundred": row(turns_into, 1, {"ok": 0.99, "crash": 0.01}, FunctionErrorsAlarm=10),
    "1/s no room for one in a hundred": row(turns_into, 1, {"ok": 0.99, "no room": 0.01}, ThrottlesAlarm=10),
    "1/s half throttled": row(turns_into, 1, {"ok": 0.5, "throttled": 0.5}, ThrottlesAlarm=5),
}
