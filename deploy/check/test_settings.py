"""Puts each line and block of docs/deployment.md that a reader pastes into the template, and lints the result."""

import copy
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cloudformation import ROOT, Deployment, read_template
from samtranslator.yaml_helper import yaml_parse
from stacks import AUTHORIZER, EVERYTHING, GATEWAY, REQUIRED

PAGE = (ROOT / "docs/deployment.md").read_text()


def section(heading):
    return re.search(rf"^## {heading}\n(.*?)(?=^## )", PAGE, re.M | re.S)[1]


LINES = dict(re.findall(r"^\| .* \| `([A-Z_]+): (.*)` \|$", section("Rarer settings").replace("\\|", "|"), re.M))


def of_function(variables):
    return {"Resources": {"Function": {"Properties": {"Environment": {"Variables": variables}}}}}


BLOCKS = {f"line {name}": of_function({name: yaml_parse(value)}) for name, value in LINES.items()}
BLOCKS |= {f"block {n}": yaml_parse(block)
    for n, block in enumerate(re.findall(r"```yaml\n(.*?)```", section("Rarer settings"), re.S))}
ROWS = re.findall(r"^\| .* \| `(\w+)` \| `(\w+: .*)` \|$", section("Rarer settings"), re.M)
BLOCKS |= {f"row {n}": {"Resources": {name: {"Properties": yaml_parse(line)}}} for n, (name, line) in enumerate(ROWS)}


def pasted(into, block):
    """Adds new names and new items of lists. A name that exists gets the new value."""
    for name, value in block.items():
        there = into.get(name)
        if isinstance(there, dict) and isinstance(value, dict) and not any(key == "Ref" or key.startswith("Fn::")
            for key in (*there, *value)):
            pasted(there, value)
        else:
            into[name] = there + value if isinstance(there, list) else value
    return into


def deployable(block):
    template = read_template(GATEWAY)
    for part, named in block.items():
        assert named.keys() <= template[part].keys(), f"{part} has no {named.keys() - template[part].keys()}"
    template = pasted(template, copy.deepcopy(block))
    for parameters in (REQUIRED, EVERYTHING, REQUIRED | AUTHORIZER):
        Deployment(template, parameters)
    return template


def lint(directory, templates, region="eu-central-1"):
    """The messages of cfn-lint for templates, by their names."""
    (directory / "target").mkdir()
    (directory / "target/function.zip").touch()
    for name, template in templates.items():
        (directory / f"{name}.json").write_text(json.dumps(template))
    linter = Path(sys.executable).with_name("cfn-lint")
    command = [linter, "--regions", region, "--format", "parseable",
        *(directory / f"{name}.json" for name in templates)]
    return subprocess.run(command, capture_output=True, text=True).stdout


def test_there_is_a_line_or_a_block_for_each_rarer_setting():
    assert len(LINES) == 9 and len(ROWS) == 10 and len(BLOCKS) == len(LINES) + len(ROWS) + 3


def test_each_line_and_block_of_the_page_deploys_and_lints(tmp_path):
    together = {}
    for block in BLOCKS.values():
        pasted(together, copy.deepcopy(block))
    templates = {name: deployable(block) for name, block in BLOCKS.items()} | {"together": deployable(together)}
    assert lint(tmp_path, templates) == ""


def test_the_rate_rules_before_the_gateway_lint(tmp_path):
    (block,) = re.findall(r"```yaml\n(.*?)```", section("Bots"), re.S)
    template = yaml_parse(block)
    assert lint(tmp_path, {"front": template}, "us-east-1") == ""
    assert {resource["Type"] for resource in template["Resources"].values()} == {"AWS::WAFv2::WebACL",
        "AWS::CloudFront::Distribution"}


@pytest.mark.parametrize("block", [{"Function": {"Properties": {"ReservedConcurency": 1}}},
    {"Api": {"Properties": {"DisableExecuteApiEndpoint": "never"}}}])
def test_notices_a_property_or_a_value_that_is_not_there(block, tmp_path):
    try:
        noticed = lint(tmp_path, {"broken": deployable({"Resources": block})}) != ""
    except Exception as refused:
        noticed = "ReservedConcurency" in str(refused)
    assert noticed


def test_notices_a_resource_that_is_not_there():
    with pytest.raises(AssertionError):
        deployable({"Resources": {"Authorizer": {"Properties": {"AuthorizerResultTtlInSeconds": 60}}}})


def test_configuration_md_has_every_variable_that_a_line_or_the_template_sets():
    """docs/check compares that page with the function's code."""
    known = (ROOT / "docs/configuration.md").read_text()
    function = read_template(GATEWAY)["Resources"]["Function"]["Properties"]
    variables = function["Environment"]["Variables"].keys() | LINES.keys()
    assert [name for name in variables if f"`{name}`" not in known and name != "DISABLE_SIGNAL_HANDLERS"] == []
