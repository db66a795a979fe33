"""Checks the blocks that are neither shell nor a module, by their language and their beginning."""

import json
import re

import tables
from pages import ROOT
from queries import fields

GLOBAL = {"class", "hidden", "id", "lang", "slot", "style", "title"}
LINE = {"timestamp", "level", "requestId", "loggerName", "message", "exception"}
# https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report
LAMBDA_LOG = re.compile(r"type|record\.\w+(\.\w+)*")
MANIFEST = json.loads((ROOT / "button/custom-elements.json").read_text())
DECLARED = [declaration for module in MANIFEST["modules"] for declaration in module.get("declarations", [])]
ELEMENTS = {declaration["tagName"]: declaration for declaration in DECLARED if declaration.get("customElement")}


def named(kind, *tags):
    return {item["name"] for tag in tags or ELEMENTS for item in ELEMENTS[tag].get(kind, [])}


def access_log():
    return set(re.findall(r'"(\w+)": ?"?\$context', (ROOT / "template.yaml").read_text()))


def json_problems(text):
    """The … stands for a value that is not shown."""
    shown = re.sub(r",?\s*…\s*(?=[\]}])", "", re.sub(r"(?<=[:,\[])\s*…", " null", text))
    try:
        shown = json.loads(shown)
    except ValueError as wrong:
        return [str(wrong)]
    error = isinstance(shown, dict) and shown.get("object") == "error"
    return [f"no error {shown['code']}"] if error and shown["code"] not in tables.facts()["errors"] else []


def html_problems(text):
    """Elements, attributes and slots that are not in the manifest."""
    wrong = [f"no slot {slot}" for slot in re.findall(r'\bslot="(\w+)"', text) if slot not in named("slots")]
    for tag, attributes in re.findall(r"<([a-z]+-[\w-]+)([^>]*)>", text):
        names = re.findall(r"(?:^|\s)(?!aria-|data-)([\w-]+)", re.sub(r'"[^"]*"', '""', attributes))
        known = GLOBAL | named("attributes", tag) if tag in ELEMENTS else set()
        wrong += [] if known else [f"no element {tag}"]
        wrong += [f"{tag} has no attribute {name}" for name in names if known and name not in known]
    return wrong


def style_problems(text):
    """Parts and custom properties that no element has. The button's part has the name of its state too."""
    parts = named("cssParts") | {"idle", "busy", "error"}
    shown = [part for found in re.findall(r"::part\(([^)]*)\)", text) for part in found.split()]
    properties = [name for name in re.findall(r"--gigs-[\w-]+", text) if name not in named("cssProperties")]
    return [f"no part {part}" for part in shown if part not in parts] + [f"no property {name}" for name in properties]


def insights_problems(query):
    """Fields that are in neither log."""
    unknown = fields(" ".join(query.split())) - LINE - set(tables.facts()["log"]) - access_log()
    return [f"no field {field}" for field in sorted(unknown) if not LAMBDA_LOG.fullmatch(field)]


KINDS = {"json": json_problems, "html": html_problems, "vue": html_problems, "css": style_problems}
# test_shell.py, test_modules.py, deploy/check and the button's fixtures check these; GitHub draws the pictures.
ELSEWHERE = {"sh", "js", "ts", "tsx", "java", "mermaid", "http", "yaml", "text"}


def problems(block):
    if re.match("(fields|filter|stats) ", block.text):
        return insights_problems(block.text)
    if block.language in KINDS:
        return KINDS[block.language](block.text)
    return [] if block.language in ELSEWHERE else [f"nothing checks a block of the language '{block.language}'"]
