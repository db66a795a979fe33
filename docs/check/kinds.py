"""Checks the blocks that are neither shell nor a module; each is of one kind, by its language and by how it begins."""

import json
import re
import tomllib
from html.parser import HTMLParser

import tables
import tinycss2
import yaml
from pages import ROOT

VOID = {"br", "hr", "img", "input", "link", "meta"}
GLOBAL = {"class", "hidden", "id", "lang", "slot", "style", "title"}
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
INSIGHTS = set(
    "fields filter stats sort limit parse display dedup by as asc desc and or not in like count sum min max avg pct bin"
    " ispresent".split()
)
LINE = {"timestamp", "level", "requestId", "loggerName", "message", "exception", "@timestamp", "@message", "@logStream"}
# https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report
LAMBDA_LOG = re.compile(r"type|record\.\w+(\.\w+)*")
MANIFEST = json.loads((ROOT / "button/custom-elements.json").read_text())
DECLARED = [declaration for module in MANIFEST["modules"] for declaration in module.get("declarations", [])]
ELEMENTS = {declaration["tagName"]: declaration for declaration in DECLARED if declaration.get("customElement")}


def named(tag, kind):
    return {item["name"] for item in ELEMENTS[tag].get(kind, [])}


def access_log():
    return set(re.findall(r'"(\w+)": ?"?\$context', (ROOT / "template.yaml").read_text()))


def parsed_json(text):
    """JSON in which … stands for a value that is not shown."""
    shown = re.sub(r"(?<=[:,\[])\s*…", " null", text)
    return json.loads(re.sub(r",?\s*…\s*(?=[\]}])", "", shown))


def json_problems(text):
    try:
        shown = parsed_json(text)
    except ValueError as wrong:
        return [str(wrong)]
    if isinstance(shown, dict) and shown.get("object") == "error":
        rows = [row for row in (ROOT / "docs/api.md").read_text().splitlines() if f"`{shown['code']}`" in row]
        return [] if any(shown["type"] in row for row in rows) else [f"no error {shown['type']} {shown['code']}"]
    return []


class Markup(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.problems = [], []

    def handle_starttag(self, tag, attributes):
        if "-" in tag and tag not in ELEMENTS:
            self.problems.append(f"no element {tag}")
        elif tag in ELEMENTS:
            known = GLOBAL | named(tag, "attributes")
            names = [name for name, _ in attributes if not re.match(r"aria-|data-|[:@]", name)]
            self.problems += [f"{tag} has no attribute {name}" for name in names if name not in known]
        slot = dict(attributes).get("slot")
        if slot and self.open and self.open[-1] in ELEMENTS and slot not in named(self.open[-1], "slots"):
            self.problems.append(f"{self.open[-1]} has no slot {slot}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")


def html_problems(text):
    parser = Markup()
    parser.feed(text)
    parser.close()
    return parser.problems + [f"<{tag}> stays open" for tag in parser.open if tag not in ("html", "body", "head")]


def css_problems(text):
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return [rule.message for rule in rules if rule.type == "error"] + style_problems(text)


def style_problems(text):
    """Parts and custom properties that no element has. The button's part has the name of its state too."""
    parts = {part for tag in ELEMENTS for part in named(tag, "cssParts")} | {"idle", "busy", "error"}
    properties = {name for tag in ELEMENTS for name in named(tag, "cssProperties")}
    shown = [part for found in re.findall(r"::part\(([^)]*)\)", text) for part in found.split()]
    return [f"no part {part}" for part in shown if part not in parts] + [
        f"no property {name}" for name in re.findall(r"--gigs-[\w-]+", text) if name not in properties
    ]


def insights_problems(text):
    """Fields that are in neither log."""
    query = re.sub(r"'[^']*'|\"[^\"]*\"|/[^/]*/|\b\d+\w*", " ", text)
    fields = set(re.findall(r"@?[A-Za-z_][\w.]*", query)) - INSIGHTS - set(re.findall(r"\bas (\w+)", query))
    unknown = fields - LINE - set(tables.facts()["log"]) - access_log()
    return [f"no field {field}" for field in sorted(unknown) if not LAMBDA_LOG.fullmatch(field)]


def problem_of(parser, wrong):
    def problems(text):
        try:
            parser(text)
        except wrong as mistake:
            return [str(mistake)]
        return []

    return problems


KINDS = {
    "json": json_problems,
    "html": html_problems,
    "vue": html_problems,
    "css": css_problems,
    "yaml": problem_of(lambda text: list(yaml.compose_all(text)), yaml.YAMLError),
    "toml": problem_of(tomllib.loads, tomllib.TOMLDecodeError),
}
# test_shell.py, test_modules.py, deploy/check or the button's fixtures have these; GitHub draws the pictures.
ELSEWHERE = {"sh", "js", "ts", "tsx", "java", "mermaid", "http", "svelte", "diff"}


def problems(block):
    if block.language in KINDS:
        return KINDS[block.language](block.text)
    if re.match("(fields|filter|stats) ", block.text):
        return insights_problems(block.text)
    known = block.language in ELSEWHERE | {"text", "properties", "ini"}
    return [] if known else [f"nothing checks a block of the language '{block.language}'"]
