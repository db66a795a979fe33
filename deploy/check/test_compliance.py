import pytest
from cloudformation import ROOT, read_template
from compliance import findings, suppressions, without_reason
from stacks import STACKS, deployed

FILES = {file for file, _ in STACKS.values()}
BROKEN = {"broken gateway": "least", "broken monitoring": "monitoring"}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    deployments = {name: deployed(name) for name in STACKS} | {name: deployed(stack, broken)
        for name, stack in BROKEN.items()}
    return findings(deployments, tmp_path_factory.mktemp("deployments"))


def broken(template):
    resources = {name: resource["Properties"] for name, resource in template["Resources"].items()}
    if "FunctionRole" in resources:
        resources["FunctionRole"]["Policies"][0]["PolicyDocument"]["Statement"][0].update(Action="*", Resource="*")
        resources["ApiPermission"]["Principal"] = "*"
        del resources["ApiPermission"]["SourceArn"], resources["ApiStage"]["AccessLogSettings"]
    else:
        resources["AlarmKey"]["EnableKeyRotation"] = False
        del resources["AlarmTopic"]["KmsMasterKeyId"]


def test_every_template_is_looked_at():
    assert FILES == {ROOT / "template.yaml", *ROOT.glob("deploy/*.yaml"), *ROOT.glob("examples/*/template.yaml")}


@pytest.mark.parametrize("name", STACKS)
def test_nothing_is_found_but_what_is_suppressed(found, name):
    assert found[name] - set(suppressions(read_template(STACKS[name][0]))) == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_suppression_is_needed_and_has_its_reason(found, file):
    needed = set().union(*(found[name] for name in STACKS if STACKS[name][0] == file))
    assert set(suppressions(read_template(file))) - needed == set()
    assert without_reason(file.read_text()) == []


@pytest.mark.parametrize(
    "resource, rule",
    [
        ("FunctionRole", "CKV_AWS_107"),
        ("AlarmKey", "CKV_AWS_7"),
        ("AlarmTopic", "CKV_AWS_26"),
        ("ApiStage", "CKV_AWS_95"),
        ("ApiPermission", "lambda_function_public_access_prohibited_check"),
        ("AlarmKey", "kms_key_rotation_enabled_check"),
    ],
)
def test_notices_what_is_broken(found, resource, rule):
    assert any((resource, rule) in found[name] for name in BROKEN)


def test_notices_a_suppression_without_a_reason():
    text = (ROOT / "template.yaml").read_text()
    comment = next(line for line in text.splitlines() if line.strip().startswith("comment: "))
    assert without_reason(text.replace(comment + "\n", "")) != []
