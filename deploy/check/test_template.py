import pytest
from breaks import BREAKS
from checks import CHECKS
from cloudformation import Deployment, read_template
from stages import SAMPLES, STAGES


@pytest.fixture(scope="module", params=STAGES)
def deployment(request):
    return Deployment(read_template(), STAGES[request.param])


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_deploys_as_meant(check, deployment):
    check(deployment)


@pytest.mark.parametrize("check, break_, stage", BREAKS, ids=lambda value: getattr(value, "__name__", None))
def test_notices_that(check, break_, stage):
    template = read_template()
    break_(template)
    with pytest.raises(AssertionError):
        check(Deployment(template, STAGES[stage]))


def test_every_check_was_seen_to_fail():
    assert {check for check, *_ in BREAKS} == set(CHECKS)


@pytest.mark.parametrize(
    "parameters",
    [
        {"DomainName": SAMPLES["DomainName"]},
        {"HostedZoneId": SAMPLES["HostedZoneId"]},
        {"AlarmEmail": SAMPLES["AlarmEmail"], "AlarmTopicArn": SAMPLES["AlarmTopicArn"]},
        {"AllowedOrigins": "*"},
        {"CallbackUrls": "http://shop.example.com/done"},
        {"CallbackUrls": "javascript://%0aalert(1)"},
        {"CallbackUrls": "http://localhost.example.com/"},
        {"SecretArn": SAMPLES["SecretArn"].rpartition("-")[0]},
        *({"TokenTtl": duration} for duration in ("5", "PT", "PT0S", "PT5", "P1D", "-PT5M", "PT5M1H", "PT1.5S", "pt5m", "PT5M PT5M")),
        {"TokenMaxStale": "PT"},
        {"Release": "two words"},
        {"EmailClaim": SAMPLES["EmailClaim"]},
        {"Intents": "checkoutNewSubscription,viewEverything"},
    ],
    ids=str,
)
def test_refuses(parameters):
    with pytest.raises(ValueError):
        Deployment(read_template(), STAGES["dev"] | parameters)
