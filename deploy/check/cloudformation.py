"""The part of SAM and CloudFormation that shows which resources a set of parameters deploys."""

import copy
import re
from pathlib import Path

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).parents[2]
PSEUDO = {
    "AWS::AccountId": "111122223333",
    "AWS::Partition": "aws",
    "AWS::Region": "eu-central-1",
    "AWS::StackName": "gateway",
    "AWS::URLSuffix": "amazonaws.com",
}
NO_VALUE = object()


def read_template(file=ROOT / "template.yaml"):
    return yaml_parse(file.read_text())


def accepts(definition, value):
    """Whether CloudFormation accepts a value for a parameter."""
    values = value.split(",") if definition["Type"] == "CommaDelimitedList" else [value]
    for each in values:
        if "AllowedValues" in definition and each not in map(str, definition["AllowedValues"]):
            return False
        if "AllowedPattern" in definition and not re.fullmatch(definition["AllowedPattern"], each):
            return False
        if definition["Type"] == "Number":
            if not definition.get("MinValue", float("-inf")) <= float(each) <= definition.get("MaxValue", float("inf")):
                return False
    return True


class Deployment:
    """Resources and outputs of a template with some parameters, after SAM's transform."""

    def __init__(self, template, parameters, code="s3://artifacts/function.zip"):
        self.template, self.code = template, code
        self.definitions = template["Parameters"]
        self.parameters = {name: str(d["Default"]) for name, d in self.definitions.items()
            if "Default" in d} | parameters
        self._refuse_bad_parameters()
        self.conditions = {}
        self._refuse_broken_rules()
        self.transformed = self._transform()
        self.conditions = self.transformed.get("Conditions", {})
        self.resources = {
            name: self.evaluate(resource)
            for name, resource in self.transformed["Resources"].items()
            if "Condition" not in resource or self.condition(resource["Condition"])
        }
        self.outputs = {
            name: self.evaluate(output["Value"])
            for name, output in self.transformed.get("Outputs", {}).items()
        }

    def of_type(self, *types):
        return {name: r for name, r in self.resources.items() if r["Type"] in types}

    def properties(self, name):
        return self.resources[name]["Properties"]

    def condition(self, name):
        return self.evaluate(self.conditions[name])

    def _refuse_bad_parameters(self):
        missing = self.definitions.keys() - self.parameters.keys()
        unknown = self.parameters.keys() - self.definitions.keys()
        bad = [name for name, d in self.definitions.items() if name in self.parameters
            and not accepts(d, self.parameters[name])]
        if missing or unknown or bad:
            raise ValueError(f"parameters missing: {missing}, unknown: {unknown}, refused: {bad}")

    def _refuse_broken_rules(self):
        for rule in self.template.get("Rules", {}).values():
            if self.evaluate(rule["RuleCondition"]):
                for assertion in rule["Assertions"]:
                    if not self.evaluate(assertion["Assert"]):
                        raise ValueError(assertion["AssertDescription"])

    def _transform(self):
        if "Transform" not in self.template:
            return self.template
        packaged = copy.deepcopy(self.template)
        for resource in packaged["Resources"].values():
            if resource["Type"] == "AWS::Serverless::Function":
                resource["Properties"]["CodeUri"] = self.code
        return transform(packaged, dict(self.parameters), managed_policy_loader=None)

    def _value(self, name):
        if name == "AWS::NoValue":
            return NO_VALUE
        if name in PSEUDO:
            return PSEUDO[name]
        if name in self.parameters:
            value = self.parameters[name]
            return value.split(",") if self.definitions[name]["Type"] == "CommaDelimitedList" else value
        if name.split(".")[0] not in self.transformed["Resources"]:
            raise ValueError(f"nothing is called {name}")
        return "{" + name + "}"

    def evaluate(self, node):
        if isinstance(node, list):
            return [v for v in map(self.evaluate, node) if v is not NO_VALUE]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (function, argument), = node.items()
            if function == "Ref":
                return self._value(argument)
            if function == "Condition" and argument in self.conditions:
                return self.condition(argument)
            if function.startswith("Fn::"):
                return getattr(self, "_" + function[4:].lower())(argument)
        evaluated = ((key, self.evaluate(value)) for key, value in node.items())
        return {key: value for key, value in evaluated if value is not NO_VALUE}

    def _getatt(self, argument):
        return self._value(argument if isinstance(argument, str) else ".".join(argument))

    def _sub(self, argument):
        text, extra = argument if isinstance(argument, list) else (argument, {})
        extra = {name: self.evaluate(value) for name, value in extra.items()}
        return re.sub(r"\$\{([^!}]+)}", lambda m: str(extra[m[1]] if m[1] in extra else self._value(m[1])), text)

    def _if(self, argument):
        name, yes, no = argument
        return self.evaluate(yes if self.condition(name) else no)

    def _equals(self, argument):
        left, right = map(self.evaluate, argument)
        return str(left) == str(right)

    def _not(self, argument):
        return not self.evaluate(argument[0])

    def _and(self, argument):
        return all(map(self.evaluate, argument))

    def _or(self, argument):
        return any(map(self.evaluate, argument))

    def _contains(self, argument):
        values, value = map(self.evaluate, argument)
        return value in values

    def _eachmemberequals(self, argument):
        values, value = map(self.evaluate, argument)
        return all(each == value for each in values)

    def _join(self, argument):
        separator, parts = argument
        return separator.join(map(str, self.evaluate(parts)))
