"""What is wrong with a block that is neither shell nor a module: each is of one kind, by its language and by what it has."""

import json
import re
import tomllib
from html.parser import HTMLParser

import tinycss2
import yaml
from facts import ELEMENTS, FUNCTION_LOG, LAMBDA_LOG, details, errors, named, sources
from pages import ROOT
from template import ACCESS_LOG, PARAMETERS

VOID = {"br", "hr", "img", "input", "link", "meta"}
# https://html.spec.whatwg.org/multipage/dom.html#global-attributes, as far as a page uses them on an element of ours.
GLOBAL = {"class", "hidden", "id", "lang", "slot", "style", "title"}
# How Vue's templates begin what they bind; the fixture in src/button compiles them.
VUE = (":", "@")
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
INSIGHTS = set("fields filter stats sort limit parse display dedup by as asc desc and or not in like count pct avg sum min max bin ispresent".split())
PATHS = yaml.safe_load((ROOT / "docs/openapi.yaml").read_text())["paths"]


def parsed_json(text):
    """JSON in which … stands for a value that is not shown."""
    return json.loads(re.sub(r"(?<=[\[{:,])\s*…|…\s*(?=[\]}])", lambda found: "null" if found.start() and text[found.start() - 1] in ":," else "", text))


def json_problems(text):
    try:
        shown = parsed_json(text)
    except ValueError as wrong:
        return [str(wrong)]
    if isinstance(shown, dict) and shown.get("object") == "error":
        known = {(type, code) for _, type, code in errors()}
        wrong = [] if (shown["type"], shown["code"]) in known else [f"no error {shown['type']} {shown['code']}"]
        return wrong + [f"no code {detail['code']}" for detail in shown.get("details", []) if detail["code"] not in details()]
    return []


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.problems = [], []

    def handle_starttag(self, tag, attributes):
        names = {name for name, _ in attributes}
        if "-" in tag and tag not in ELEMENTS:
            self.problems.append(f"no element {tag}")
        elif tag in ELEMENTS:
            self.problems += [f"{tag} has no attribute {name}" for name in names - GLOBAL - named(tag, "attributes") if not name.startswith(("aria-", "data-", *VUE))]
        around = self.open[-1] if self.open else None
        slot = dict(attributes).get("slot")
        if slot is not None and around in ELEMENTS and slot not in named(around, "slots"):
            self.problems.append(f"{around} has no slot {slot}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")


def html_problems(text):
    parser = Page()
    parser.feed(text)
    parser.close()
    return parser.problems + [f"<{tag}> stays open" for tag in parser.open if tag not in ("html", "body", "head")]


def css_problems(text):
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    problems = [rule.message for rule in rules if rule.type == "error"]
    for rule in (rule for rule in rules if rule.type == "qualified-rule"):
        declarations = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        problems += [declaration.message for declaration in declarations if declaration.type == "error"]
        problems += style_problems(tinycss2.serialize(rule.prelude) + tinycss2.serialize(rule.content))
    return problems


def style_problems(text):
    """Parts and custom properties that no element has. The button's part has the state's name too."""
    parts = {part for tag in ELEMENTS for part in named(tag, "cssParts")} | {"idle", "busy", "error"}
    properties = {name for tag in ELEMENTS for name in named(tag, "cssProperties")}
    return [f"no part {part}" for list_ in re.findall(r"::part\(([^)]*)\)", text) for part in list_.split() if part not in parts] + [
        f"no property {name}" for name in re.findall(r"--gigs-[\w-]+", text) if name not in properties
    ]


def parameter_problems(text):
    return [f"no parameter {name}" for name in re.findall(r"(?:^|  )(\w+)=", text, re.M) if name not in PARAMETERS]


def insights_problems(text):
    """Fields that neither log has, or not both of them in one."""
    query = re.sub(r"'[^']*'|\"[^\"]*\"|/[^/]*/", " ", text)
    aliases = set(re.findall(r"\bas (\w+)", query))
    fields = {word for word in re.findall(r"@?[A-Za-z_][\w.]*", re.sub(r"\b\d+\w*", " ", query)) if word not in INSIGHTS | aliases}
    unknown = min((fields - ACCESS_LOG, fields - FUNCTION_LOG - LAMBDA_LOG), key=len)
    return [f"no field {field}" for field in sorted(unknown)]


def http_problems(text):
    first, *headers = text.splitlines()
    request = re.fullmatch(r"(GET|POST|PATCH) (/\S+?)(?:\?\S*)?(?: HTTP/[\d.]+)?", first)
    if request and not any(re.fullmatch(re.sub(r"\{\w+}", "[^/]+", path), request[2]) and request[1].lower() in methods for path, methods in PATHS.items()):
        return [f"no route {first}"]
    head = (headers if request or re.fullmatch(r"HTTP/[\d.]+ \d{3}.*", first) else [first, *headers])
    head = head[: head.index("")] if "" in head else head
    return [f"no header: {line}" for line in head if not re.match(r"[\w-]+: \S", line)]


def toml_problems(text):
    try:
        stages = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        return [str(wrong)]
    overrides = [pair for stage in stages.values() for pair in stage["deploy"]["parameters"]["parameter_overrides"]]
    return [f"no parameter {pair}" for pair in overrides if pair.partition("=")[0] not in PARAMETERS]


def printed_problems(text):
    """Of what a program of ours prints: words that it does not say. Values are in quotes or brackets."""
    said = re.sub(r'"\s*\+\s*"', "", sources("src/main/java") + sources("src/sandbox/java"))
    phrases = [re.sub(r"^ *\d{3} ", "", phrase).strip(" ,") for line in text.splitlines() for phrase in re.split(r'"[^"]*"|\[[^]]*]|\([^)]*\)|[:|]', line)]
    phrases = [phrase for phrase in phrases if phrase.count(" ") >= 2]

    def is_said(words):
        """Whether it is put together of what stands in the sources, two words or more each."""
        return any(" ".join(words[:n]) in said and (n == len(words) or is_said(words[n:])) for n in range(len(words), 1, -1))

    return [f"nothing prints '{phrase}'" for phrase in phrases if not is_said(phrase.split())] if phrases else ["nothing checks a text like this"]


def yaml_problems(text):
    try:
        yaml.safe_load(text)
    except yaml.YAMLError as wrong:
        return [str(wrong)]
    return []


# Plain text: what it is shows in how it begins.
TEXT = [
    (r"\w+=\S", parameter_problems),
    (r"(fields|filter|stats) ", insights_problems),
    (r"[A-Z]\w+(-\w+)+: |HTTP/|(GET|POST|PATCH) /", http_problems),
    (r"(?s).*[─│└├┌▲►▼]", lambda text: []),
    (r"authorizer \| |Caused by: |Sandbox ready", printed_problems),
]
KINDS = {"json": json_problems, "html": html_problems, "vue": html_problems, "css": css_problems, "yaml": yaml_problems, "toml": toml_problems, "http": http_problems}
# test_shell and test_modules have these.
ELSEWHERE = {"sh", "js", "ts", "tsx", "java", "mermaid"}


def problems(block):
    if block.language in KINDS:
        return KINDS[block.language](block.text)
    if block.language in ("text", "properties", "ini"):
        for beginning, check in TEXT:
            if re.match(beginning, block.text):
                return check(block.text)
    if block.language in ELSEWHERE:
        return []
    return [f"nothing checks a block of the language '{block.language}' with this content"]
