"""The templates of the examples fit the gateway's template. deploy/check/run runs this file with its own checks."""

import json
import re

import pytest
from cloudformation import ROOT, accepts, read_template
from stacks import GATEWAY, STACKS, deployed


def cognito(break_=lambda parts: None):
    return deployed("cognito", lambda template: break_({n: r["Properties"] for n, r in template["Resources"].items()}
        | template["Outputs"]))


def clients(deployment):
    return {name: client["Properties"] for name, client in deployment.of_type("AWS::Cognito::UserPoolClient").items()}


def outputs_are_the_gateways_parameters(deployment):
    gateway = read_template(GATEWAY)["Parameters"]
    given = {name: value for name, value in deployment.outputs.items() if name in gateway}
    assert given.keys() == {"JwtIssuer", "JwtAudiences", "BackendScope", "UserClaim", "EmailClaim",
        "EmailVerifiedClaim"}
    for name, value in given.items():
        # Ids replace the resources' names.
        assert accepts(gateway[name], re.sub(r"{(\w+)}", r"eu-central-1_\1", value)), f"{name} is {value}"
    assert set(given["JwtAudiences"].split(",")) == {"{%s}" % name for name in clients(deployment)}


def nobody_can_write_their_own_gigs_user(deployment):
    for name, client in clients(deployment).items():
        # Without this list, a client may write all standard attributes.
        assert set(client["WriteAttributes"]) == {"email"}, name
        assert "aws.cognito.signin.user.admin" not in client["AllowedOAuthScopes"], name
        assert client["ExplicitAuthFlows"] == ["ALLOW_REFRESH_TOKEN_AUTH"], f"{name} gets tokens with every scope"


def only_the_backend_has_the_backend_scope(deployment):
    scope = deployment.outputs["BackendScope"]
    server = deployment.properties("ResourceServer")
    assert scope in [f"{server['Identifier']}/{s['ScopeName']}" for s in server["Scopes"]]
    assert [name for name, client in clients(deployment).items()
        if scope in client["AllowedOAuthScopes"]] == ["Backend"]
    backend = deployment.properties("Backend")
    assert backend["AllowedOAuthFlows"] == ["client_credentials"] and backend["GenerateSecret"] is True
    shop = deployment.properties("Shop")
    assert shop["AllowedOAuthFlows"] == ["code"] and shop["GenerateSecret"] is False


def the_trigger_may_change_access_tokens(deployment):
    pool = deployment.properties("UserPool")
    assert pool["UserPoolTier"] in ("ESSENTIALS", "PLUS")
    assert pool["LambdaConfig"]["PreTokenGenerationConfig"]["LambdaVersion"] == "V2_0"
    permission = deployment.properties("TokenTriggerPermission")
    assert permission["Principal"] == "cognito-idp.amazonaws.com" and "SourceArn" in permission


def an_email_counts_only_once_verified(deployment):
    pool = deployment.properties("UserPool")
    assert pool["AutoVerifiedAttributes"] == ["email"]
    assert pool["UserAttributeUpdateSettings"] == {"AttributesRequireVerificationBeforeUpdate": ["email"]}


BREAKS = [
    (outputs_are_the_gateways_parameters, lambda parts: parts["BackendScope"].update(Value="connect backend")),
    (outputs_are_the_gateways_parameters, lambda parts: parts["JwtAudiences"].update(Value={"Ref": "Shop"})),
    (nobody_can_write_their_own_gigs_user, lambda parts: parts["Shop"]["WriteAttributes"].append("custom:gigs_user")),
    (nobody_can_write_their_own_gigs_user,
        lambda parts: parts["Shop"]["AllowedOAuthScopes"].append("aws.cognito.signin.user.admin")),
    (nobody_can_write_their_own_gigs_user,
        lambda parts: parts["Shop"]["ExplicitAuthFlows"].append("ALLOW_USER_SRP_AUTH")),
    (only_the_backend_has_the_backend_scope,
        lambda parts: parts["Shop"]["AllowedOAuthScopes"].append("connect/backend")),
    (only_the_backend_has_the_backend_scope, lambda parts: parts["ResourceServer"].update(Identifier="gateway")),
    (only_the_backend_has_the_backend_scope, lambda parts: parts["Backend"].update(GenerateSecret=False)),
    (the_trigger_may_change_access_tokens, lambda parts: parts["UserPool"].update(UserPoolTier="LITE")),
    (the_trigger_may_change_access_tokens,
        lambda parts: parts["UserPool"]["LambdaConfig"]["PreTokenGenerationConfig"].update(LambdaVersion="V1_0")),
    (an_email_counts_only_once_verified, lambda parts: parts["UserPool"].update(AutoVerifiedAttributes=[])),
]
CHECKS = {check for check, _ in BREAKS}


@pytest.mark.parametrize("check", sorted(CHECKS, key=lambda check: check.__name__), ids=lambda check: check.__name__)
def test_cognito(check):
    check(cognito())


@pytest.mark.parametrize("check, break_", BREAKS, ids=lambda value: getattr(value, "__name__", None))
def test_cognito_notices(check, break_):
    with pytest.raises(AssertionError):
        check(cognito(break_))


def test_the_cookie_authorizer_gives_what_the_gateway_asks_for():
    deployment, (_, parameters) = deployed("cookie-authorizer"), STACKS["cookie-authorizer"]
    variables = deployment.properties("Authorizer")["Environment"]["Variables"]
    assert variables == {
        "ORIGIN": parameters["Origin"],
        "SESSION_SECRET": "{{resolve:secretsmanager:%s:SecretString}}" % parameters["SessionSecretArn"],
    }
    assert deployment.outputs.keys() == {"AuthorizerFunctionArn"}


def test_the_webhooks_endpoint_gets_what_it_reads_and_may_do_what_it_does():
    deployment = deployed("gigs-webhooks")
    endpoint = (ROOT / "examples/gigs-webhooks/index.mjs").read_text()
    read = set(re.search(r"const { (.*) } = process.env", endpoint)[1].split(", "))
    # Without GIGS_URL, the endpoint calls api.gigs.com.
    assert deployment.properties("Endpoint")["Environment"]["Variables"].keys() == read - {"GIGS_URL"}
    (policy,) = deployment.properties("EndpointRole")["Policies"]
    (statement,) = policy["PolicyDocument"]["Statement"]
    commands = re.findall(r"new (\w+)Command\(", endpoint)
    assert set(statement["Action"]) == {f"cognito-idp:{command}" for command in commands}
    assert statement["Resource"].endswith(":userpool/eu-central-1_AbCdEfGhI")


def test_sam_can_build_the_webhooks_endpoint():
    package = json.loads((ROOT / "examples/gigs-webhooks/package.json").read_text())
    # npm needs both to pack the function.
    assert package["name"] and package["version"]
    endpoint = (ROOT / "examples/gigs-webhooks/index.mjs").read_text()
    assert {"index.mjs", *re.findall(r"from '\./(.*)'", endpoint)} == set(package["files"])
