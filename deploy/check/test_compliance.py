import copy

import pytest
from cloudformation import ROOT, Deployment, read_template
from compliance import findings, suppressions, without_reason
from stages import EXAMPLES, STAGES

FILES = {"gateway": ROOT / "template.yaml"} | {name: ROOT / f"examples/{name}/template.yaml" for name in EXAMPLES}
STACKS = {"gateway": STAGES} | {name: {name: parameters} for name, parameters in EXAMPLES.items()}
BROKEN = "broken"


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    deployments = {stage: Deployment(read_template(FILES[name]), parameters) for name, stages in STACKS.items() for stage, parameters in stages.items()}
    deployments[BROKEN] = Deployment(broken(read_template()), STAGES["dev"])
    return findings(deployments, tmp_path_factory.mktemp("deployments"))


def broken(template):
    template = copy.deepcopy(template)
    resources = {name: resource["Properties"] for name, resource in template["Resources"].items()}
    resources["FunctionRole"]["Policies"][0]["PolicyDocument"]["Statement"][0].update(Action="*", Resource="*")
    resources["ApiPermission"]["Principal"] = "*"
    resources["AlarmKey"]["EnableKeyRotation"] = False
    del resources["ApiPermission"]["SourceArn"], resources["AlarmTopic"]["KmsMasterKeyId"], resources["ApiStage"]["AccessLogSettings"]
    return template


def test_every_template_is_looked_at():
    assert set(FILES.values()) == {ROOT / "template.yaml", *ROOT.glob("examples/*/template.yaml")}


@pytest.mark.parametrize("name, stage", [(name, stage) for name, stages in STACKS.items() for stage in stages])
def test_nothing_is_found_but_what_is_suppressed(found, name, stage):
    assert found[stage] - set(suppressions(read_template(FILES[name]))) == set()


@pytest.mark.parametrize("name", FILES)
def test_every_suppression_is_needed_and_has_its_reason(found, name):
    needed = set().union(*(found[stage] for stage in STACKS[name]))
    assert set(suppressions(read_template(FILES[name]))) - needed == set()
    assert without_reason(FILES[name].read_text()) == []


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
    assert (resource, rule) in found[BROKEN]


def test_notices_a_suppression_without_a_reason():
    text = FILES["gateway"].read_text()
    comment = next(line for line in text.splitlines() if line.strip().startswith("comment: "))
    assert without_reason(text.replace(comment + "\n", "")) != []
