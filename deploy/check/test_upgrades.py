"""Which deployments publish a version, and that none fails because one exists."""

import pytest
from account import Account, VersionExists
from checks import UNVERSIONED
from cloudformation import Deployment, accepts, read_template, references
from stages import SAMPLES, STAGES

DEV = STAGES["dev"]


@pytest.fixture(params=[True, False], ids=["numbers are used again", "numbers are counted on"])
def account(request):
    return deployed(request.param)


def deployed(numbers_are_used_again=True):
    account = Account(numbers_are_used_again)
    assert account.deploy(read_template(), DEV) == 1
    return account


@pytest.fixture(scope="module")
def first():
    return version()


def version(template=None, parameters=DEV, code="s3://artifacts/a.zip"):
    (logical_id,) = Deployment(template or read_template(), parameters, code).of_type("AWS::Lambda::Version")
    return logical_id


def another(name, definition):
    """A value of a parameter that differs from the one that the dev stack has."""
    candidates = [SAMPLES.get(name), *definition.get("AllowedValues", []), definition.get("MaxValue"), definition.get("MinValue")]
    return next(str(c) for c in candidates if c is not None and str(c) != DEV.get(name, str(definition.get("Default"))) and accepts(definition, str(c)))


def configuring():
    template = read_template()
    of_others = UNVERSIONED | {"DeploymentPreference", "ProvisionedConcurrencyConfig"}
    function = {k: v for k, v in template["Resources"]["Function"]["Properties"].items() if k not in of_others}
    return references(function, template["Conditions"]) & template["Parameters"].keys()


def changed(name, definition):
    needs = {
        "EmailClaim": ["EmailVerifiedClaim"],
        "NonProxyHosts": ["ProxyHost"],
        "SecurityGroupIds": ["SubnetIds"],
        "SubnetIds": ["SecurityGroupIds"],
        "TrustLayerArn": ["TrustedCertificates"],
    }
    more = {need: SAMPLES[need] for need in needs.get(name, [])}
    return DEV | {name: another(name, definition) if name != "GigsProject" else "another-mobile"} | more


@pytest.mark.parametrize("name", sorted(configuring()))
def test_a_parameter_of_the_function_publishes_a_version(first, name):
    account, parameters = deployed(), changed(name, read_template()["Parameters"][name])
    assert version(parameters=parameters) == first, "SAM does not look at values"
    assert account.deploy(read_template(), parameters) == 1
    assert account.deploy(read_template(), DEV) == 1, "and back"


@pytest.mark.parametrize("name", ["RateLimit", "LatencyMillis", "ReservedConcurrency", "ProvisionedConcurrency", "DeploymentType", "Stage"])
def test_any_other_parameter_publishes_none(name):
    assert name not in configuring()
    assert deployed().deploy(read_template(), changed(name, read_template()["Parameters"][name])) == 0


def test_the_same_zip_again_publishes_none(account):
    assert account.deploy(read_template(), DEV) == 0


def test_another_zip_publishes_a_version_and_so_does_the_one_before(account, first):
    assert version(code="s3://artifacts/b.zip") != first
    assert account.deploy(read_template(), DEV, "b.zip") == 1
    assert account.deploy(read_template(), DEV, "a.zip") == 1


@pytest.mark.parametrize(
    "property_, value, same",
    [("Timeout", 20, False), ("Description", "Gateway ${Release} (configuration ${ConfigurationVersion.VersionNumber})", False)]
    + [("Tags", {"team": "checkout"}, True), ("MemorySize", {"Fn::Sub": "${MemorySize}"}, True), ("ReservedConcurrentExecutions", 5, True)],
)
def test_a_changed_text_publishes_a_version_whether_or_not_it_means_the_same(first, property_, value, same):
    account, template = deployed(), read_template()
    properties = template["Resources"]["Function"]["Properties"]
    properties[property_] = {"Fn::Sub": value} if property_ == "Description" else value
    assert version(template) != first, "SAM has another logical id for it"
    if same:
        # What the check of the text is for: without the new line Lambda sees no difference.
        with pytest.raises(VersionExists):
            account.deploy(template, DEV)
    lines = template["Resources"]["ConfigurationVersion"]["Properties"]["Content"]["Fn::Join"][1]
    (index,) = (i for i, line in enumerate(lines) if str(line).startswith("text "))
    lines[index] = "text " + version(template, code="s3://artifacts/function.zip").removeprefix("FunctionVersion")
    assert account.deploy(template, DEV) == 1


@pytest.mark.parametrize("change", [{"code": "b.zip"}, {"parameters": DEV | {"MemorySize": "1024"}}], ids=str)
def test_what_was_rolled_back_can_be_tried_again_with_another_release(account, change):
    change = {"parameters": DEV, "code": "a.zip"} | change
    assert account.deploy(read_template(), rolled_back=True, **change) == 1
    again = change | {"parameters": change["parameters"] | {"Release": "2"}}
    assert account.deploy(read_template(), rolled_back=True, **again) == 1
    assert account.deploy(read_template(), **again | {"parameters": again["parameters"] | {"Release": "3"}}) == 1


def test_the_same_zip_with_the_same_release_cannot_be_tried_again(account):
    """The one deployment that fails for a version that exists: nothing in CloudFormation could tell it from the one before."""
    account.deploy(read_template(), DEV, "b.zip", rolled_back=True)
    with pytest.raises(VersionExists):
        account.deploy(read_template(), DEV, "b.zip")
    assert account.deploy(read_template(), DEV, "c.zip") == 1, "which does no harm to the next one"


def test_what_was_rolled_back_with_its_new_resources_can_be_tried_again_as_it_was(account):
    for _ in range(2):
        account.deploy(read_template(), DEV, "b.zip", rolled_back=True, retain_except_on_create=True)
    assert account.deploy(read_template(), DEV, "b.zip") == 1


def test_after_a_rollback_what_ran_before_goes_on_running(account):
    account.deploy(read_template(), DEV, "b.zip", rolled_back=True)
    assert account.deploy(read_template(), DEV, "a.zip") == 0


def test_without_the_release_in_the_description_a_second_try_fails():
    account, template = Account(numbers_are_used_again=True), read_template()
    template["Resources"]["Function"]["Properties"]["Description"] = "Gigs Connect Gateway"
    account.deploy(template, DEV)
    account.deploy(template, DEV, "b.zip", rolled_back=True)
    with pytest.raises(VersionExists):
        account.deploy(template, DEV | {"Release": "2"}, "b.zip")
