import tomllib

import pytest
from breaks import BREAKS
from checks import CHECKS
from cloudformation import ROOT
from stacks import DOMAIN, GATEWAY, MONITORING, REQUIRED, STACKS, deployed

PAGES = {GATEWAY: 550, MONITORING: 500, DOMAIN: 100}


@pytest.mark.parametrize("check, stack", CHECKS, ids=lambda value: getattr(value, "__name__", value))
def test_deploys_as_meant(check, stack):
    check(deployed(stack))


@pytest.mark.parametrize("check, stack, break_", BREAKS, ids=lambda value: getattr(value, "__name__", value))
def test_notices_that(check, stack, break_):
    with pytest.raises(AssertionError):
        check(deployed(stack, break_))


def test_every_check_was_seen_to_fail():
    assert {check for check, *_ in BREAKS} == {check for check, _ in CHECKS}


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_a_template_stays_a_page(file):
    assert len(file.read_text().splitlines()) <= PAGES[file]


def test_the_gateway_has_few_parameters():
    assert len(deployed("least").definitions) <= 24


def configured():
    text = (ROOT / "samconfig.toml").read_text()
    return {name: stage["deploy"]["parameters"] for name, stage in tomllib.loads(text).items() if name != "version"}


@pytest.mark.parametrize("name, stack", [("default", "least"), ("monitoring", "monitoring"), ("domain", "domain")])
def test_samconfig_asks_for_what_has_no_default_and_freezes_nothing(name, stack):
    file, _ = STACKS[stack]
    settings = configured()[name]
    assert ROOT / settings.get("template_file", "template.yaml") == file
    asked = {pair.partition("=")[0]: pair.partition("=")[2] for pair in settings["parameter_overrides"]}
    assert not any(asked.values()), "a value that is not the reader's"
    definitions = deployed(stack).definitions
    required = {parameter for parameter, definition in definitions.items() if "Default" not in definition}
    assert required <= asked.keys() <= definitions.keys()


def test_what_samconfig_asks_for_is_enough():
    asked = {pair.partition("=")[0] for pair in configured()["default"]["parameter_overrides"]}
    assert asked == REQUIRED.keys()


def test_the_gateway_is_made_of_plain_things():
    """The template has no versions and shifts no traffic, because these cannot be tested without AWS."""
    services = {"ApiGatewayV2", "IAM", "Lambda", "Logs", "SecretsManager"}
    assert {resource["Type"].split("::")[1] for resource in deployed("everything").resources.values()} <= services
    assert len(deployed("everything").of_type("AWS::Lambda::Version", "AWS::Lambda::Alias")) == 0
