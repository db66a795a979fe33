"""What template.yaml has: parameters, alarms, the function's variables, the fields of the access log."""

import json
import re

from pages import ROOT
from samtranslator.yaml_helper import yaml_parse

TEMPLATE = yaml_parse((ROOT / "template.yaml").read_text())
PARAMETERS = {name: str(parameter.get("Default", "")) for name, parameter in TEMPLATE["Parameters"].items()}
ALARMS = {resource["Properties"]["AlarmName"]["Fn::Sub"].partition("}")[2] for resource in TEMPLATE["Resources"].values() if "AlarmName" in resource.get("Properties", {})}
ALARM_ANCHORS = set(re.findall(r"docs/operations\.md#([a-z-]+)", (ROOT / "template.yaml").read_text()))
VARIABLES = TEMPLATE["Resources"]["Function"]["Properties"]["Environment"]["Variables"]
ACCESS_LOG = set(re.findall(r'"(\w+)":"\$context', (ROOT / "template.yaml").read_text()))


def set_by(parameter):
    """Variables of the function's environment that the template makes of a parameter."""
    return {name for name, value in VARIABLES.items() if re.search(rf"\b{parameter}\b", json.dumps(resolved(value)))}


def resolved(value):
    """A value with the conditions that it depends on."""
    names = re.findall(r'"Fn::If": \["(\w+)"', json.dumps(value))
    return [value, [TEMPLATE["Conditions"][name] for name in names]]
