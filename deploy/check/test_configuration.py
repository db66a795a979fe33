"""Template and function mean the same by a configuration: the function itself says which variables it misses and which it reads."""

import re

import pytest
from cloudformation import ROOT, Deployment, read_template
from function import SecretsManager, call, event
from stages import STAGES

# Not keys of ours: GraalVM's signal handlers (Quarkus's guide to Lambda), the endpoint as AWS's own tools spell it, and a field that every
# line was seen to have (test_log_lines).
VERSION_FIELD = "QUARKUS_LOG_CONSOLE_JSON_ADDITIONAL_FIELD__VERSION__VALUE"
# Quarkus' own, with which ProxyIT calls through a proxy that opens TLS, and around it.
TLS = {"QUARKUS_REST_CLIENT_TLS_CONFIGURATION_NAME", "QUARKUS_TLS_UPSTREAM_TRUST_STORE_PEM_CERTS", "QUARKUS_TLS_UPSTREAM_PROTOCOLS"}
NOT_OURS = {"DISABLE_SIGNAL_HANDLERS", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "QUARKUS_PROXY_NON_PROXY_HOSTS", VERSION_FIELD} | TLS
PROXY = {"QUARKUS_PROXY_HOST": "http://proxy.example.com", "QUARKUS_PROXY_PORT": "0"}
BLANK = {"CONNECT_GIGS_TOKEN_SECRET", "CONNECT_CALLER_USER_CLAIM", "CONNECT_CALLER_EMAIL_CLAIM", "CONNECT_CALLER_EMAIL_VERIFIED_CLAIM"}


def variables(template=None, stage="prod"):
    deployment = Deployment(template or read_template(), STAGES[stage])
    return {name: str(value) for name, value in deployment.properties("Function")["Environment"]["Variables"].items()}


@pytest.fixture(scope="module")
def complaints(classes, tmp_path_factory):
    """Names of the variables that the function complains of at the start, when it is given some."""

    def complaints_about(environment):
        done = call(classes, tmp_path_factory.mktemp("start"), environment, SecretsManager, {"start": event(body={})})
        assert done.returncode != 0, done.stdout
        return set(re.findall(r"\(([A-Z][A-Z_]+)\): ", done.stdout + done.stderr))

    return complaints_about


@pytest.fixture(scope="module")
def required(complaints):
    return complaints({})


@pytest.fixture(scope="module")
def known(complaints):
    """Variables that the function was seen to read, as it refused a bad value, and the keys of its own properties file."""
    ours = [name for name in variables() if name.startswith("CONNECT_")]
    read = complaints({name: " " if name in BLANK else "a b" for name in ours} | PROXY)
    lines = (ROOT / "src/main/resources/application.properties").read_text().splitlines()
    keys = {line.split("=")[0] for line in lines if re.match(r"[a-z].*=", line)}
    return read | {re.sub(r"[^A-Za-z0-9]", "_", key).upper() for key in keys}


def assert_template_and_function_agree(environment, required, known):
    assert required and required <= environment.keys(), f"the function cannot start without {required - environment.keys()}"
    unknown = environment.keys() - known - NOT_OURS
    assert not unknown, f"the function does not know {unknown}"
    assert all(environment.values()), f"empty: {[name for name, value in environment.items() if not value]}"


@pytest.mark.parametrize("stage", STAGES)
def test_every_variable_is_known_and_every_required_one_is_set(stage, required, known):
    assert_template_and_function_agree(variables(stage=stage), required, known)


@pytest.mark.parametrize("name, value", [("CONNECT_GIGS_PROJEKT", "example"), ("QUARKUS_LOG_LEVLE", "INFO"), ("CONNECT_POLICY_PLANS", "")])
def test_notices_a_variable_that_nobody_reads_or_that_says_nothing(name, value, required, known):
    template = read_template()
    template["Resources"]["Function"]["Properties"]["Environment"]["Variables"][name] = value
    with pytest.raises(AssertionError):
        assert_template_and_function_agree(variables(template), required, known)


@pytest.mark.parametrize("name", ["CONNECT_GIGS_PROJECT", "CONNECT_GIGS_TOKEN_SECRET"])
def test_notices_that_a_required_variable_is_missing(name, required, known):
    template = read_template()
    del template["Resources"]["Function"]["Properties"]["Environment"]["Variables"][name]
    with pytest.raises(AssertionError):
        assert_template_and_function_agree(variables(template), required, known)


@pytest.mark.parametrize("email, missing", [("email", set()), ("contact_email", {"CONNECT_CALLER_EMAIL_VERIFIED_CLAIM"})])
def test_the_function_asks_for_the_verified_claim_where_the_template_does(email, missing, complaints, required):
    """The rule OtherEmailClaim of the template is the function's own."""
    assert complaints({"CONNECT_CALLER_EMAIL_CLAIM": email}) - required == missing
    try:
        Deployment(read_template(), STAGES["dev"] | {"EmailClaim": email})
        refused = False
    except ValueError:
        refused = True
    assert refused == bool(missing)


def test_every_key_of_the_configuration_can_be_set(known):
    keys = set()
    for source in (ROOT / "src/main/java").rglob("*.java"):
        text = source.read_text()
        if mapping := re.search(r'@ConfigMapping\(prefix = "([\w.-]+)"\)', text):
            methods = re.findall(r"^    [\w<>]+(?:<[\w<>]+>)? (\w+)\(\);", text, re.M)
            keys |= {mapping[1].replace(".", "_").upper() + "_" + re.sub(r"(?=[A-Z])", "_", method).upper() for method in methods}
    assert len(keys) > 10 and keys <= variables().keys()


def test_the_role_allows_every_call_to_aws_that_the_code_makes():
    code = "\n".join(source.read_text() for source in (ROOT / "src/main/java").rglob("*.java"))
    targets = {target.replace(".", ":") for target in re.findall(r'"X-Amz-Target", value = "([\w.]+)"', code)}
    role = Deployment(read_template(), STAGES["dev"]).properties("FunctionRole")
    statements = [s for policy in role["Policies"] for s in policy["PolicyDocument"]["Statement"]]
    allowed = {s["Action"] for s in statements if isinstance(s["Action"], str)}
    assert targets == allowed == {"secretsmanager:GetSecretValue"}
