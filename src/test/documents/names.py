"""Names in the documents that the code does not have, and the other way round. Each function gives what is wrong with a page's text."""

import re

import facts
import template
from facts import variable
from pages import Page
from template import PARAMETERS

# Names of others that nothing of ours uses: of AWS, identity providers, Quarkus and CSS.
FOREIGN = set(
    "AllViewerExceptHostHeader CachingDisabled DescribeSecret ENILimitReached SubnetOutOfIPAddresses UPDATE_ROLLBACK_COMPLETE"
    " UPDATE_ROLLBACK_FAILED MultipartFormUpload RSASSA_PKCS1_V1_5_SHA_256 accessTokenAcceptedVersion CapacitorHttp ClientRouter WebView".split()
)
# What a reader fills in.
PLACEHOLDERS = {"STACK", "TOKEN", "API"}
NAME = re.compile(r"\.?([a-z]+[A-Z]\w*|[A-Z][a-z]+[A-Z]\w*|[A-Z]+(?:_[A-Z]+)+)(?:\(\))?")
HOST = re.compile(r"\.(com|example|io|org)$")


def spans(cell):
    return re.findall(r"`([^`]*)`", cell)


def unknown_names(page):
    """Names written as code (of fields, classes, parameters, environment variables) that no file of ours has."""
    named = {match[1] for span in page.spans if (match := NAME.fullmatch(span))}
    return sorted(named - facts.words() - FOREIGN - PLACEHOLDERS)


def unknown_keys(page):
    """Configuration keys, by property or environment name, that the function and Quarkus do not read; options that our programs do not."""
    known, text = facts.configuration(), page.text
    for span in page.spans:
        if re.fullmatch(r"connect\.[a-z-]+\.[a-z-]+", span) and not HOST.search(span) and span not in known:
            yield span
        if re.fullmatch(r"quarkus(\.[\w-]+)+", span) and not facts.is_quarkus_key(span):
            yield span
    variables = {variable(key) for key in known}
    yield from (name for name in re.findall(r"\bCONNECT_[A-Z_]*[A-Z]\b(?!…|_)", text) if name not in variables)
    yield from (name for name in re.findall(r"\bQUARKUS_[A-Z_]*[A-Z]\b(?!…|_)", text) if not facts.is_quarkus_variable(name))
    yield from (name for name in re.findall(r"-D((?:sandbox|bench|demo-shop|soak|fuzz)\.[\w-]+)", text) if name not in facts.SYSTEM_PROPERTIES and f"${{{name}}}" not in facts.POM)


def unknown_errors(page):
    """A status and a code side by side that no answer has."""
    known = {(status, code) for status, _, code in facts.errors()}
    return [f"{status} {code}" for status, code in re.findall(r"\b([45]\d\d) `([a-z]\w+)`", page.text) if (status, code) not in known]


def configuration_problems(page):
    """What docs/configuration.md's table has that the interfaces have not, or the other way round: keys, variables, defaults, parameters."""
    defaults, documented = facts.configuration(), []
    for row in page.table("property", "environment", "default"):
        keys, variables, default = spans(row[0]), spans(row[1]), row[2]
        documented += keys
        if [variable(key) for key in keys] != variables:
            yield f"{keys} are not {variables} in the environment"
        for key in keys:
            if key in defaults and (wrong := default_problem(key, defaults[key], default)):
                yield wrong
            if key in facts.APPLICATION and spans(default) and spans(default)[0] != facts.APPLICATION[key]:
                yield f"{key} is {facts.APPLICATION[key]} by default, and not {default}"
        for name in spans(row[4]) if len(row) > 4 else []:
            if name not in PARAMETERS or not any(variable(key) in template.set_by(name) for key in keys):
                yield f"{name} does not set {keys}"
    ours = [key for key in documented if key.startswith("connect.")]
    yield from (f"{key} is not there, or not documented once" for key in set(ours) ^ set(defaults) | {key for key in ours if ours.count(key) > 1})


def default_problem(key, default, cell):
    if key in facts.required():
        return None if cell == "required" else f"{key} is required"
    if default is None:
        return None if cell.startswith("empty") else f"{key} has no default"
    if len(default.split(",")) > 1:
        return None if cell == "the nine" and len(default.split(",")) == 9 else f"{key} is {default} by default"
    return None if spans(cell)[:1] == [default] else f"{key} is {default} by default, and not {cell}"


def error_problems(page):
    """What the table of errors has that ErrorTable has not, or the other way round."""
    rows = [(re.findall(r"\b\d{3}\b", row[1]), re.findall(r"[a-z]\w+", row[2]), spans(row[3])) for row in page.table("what happened", "status", "type", "code")]
    for status, type, code in sorted(facts.errors()):
        if not any(status in statuses and type in types and code in codes for statuses, types, codes in rows):
            yield f"no row for {status} {type} {code}"
    codes = {code for _, _, code in facts.errors()} | facts.details()
    documented = {code for _, _, codes in rows for code in codes if re.fullmatch(r"[a-z]\w+", code)} - {"details"}
    yield from (f"no error {code}" for code in documented - codes)
    yield from (f"{code} is not documented" for code in facts.details() - documented)


def error_list_problems(page, *headers):
    """Codes of another table that no error has."""
    codes = {code for _, _, code in facts.errors()}
    for row in page.table(*headers):
        yield from (f"no error {code}" for code in spans(row[0]) if re.fullmatch(r"[a-z]+[A-Z]\w*", code) and code not in codes)


def button_error_problems(page):
    documented = {code for row in page.table("code", "what happened") for code in spans(row[0])}
    return [f"{code} is not there, or not documented" for code in sorted(documented ^ facts.button_errors())]


def button_problems(page):
    """Attributes, events, slots, parts and custom properties: those of the elements and no other."""
    attributes = {name for row in page.table("attribute", "property") for name in spans(row[0])}
    events = {name for row in page.table("event", "detail") for name in spans(row[0])}
    wrong = attributes ^ facts.named("gigs-connect-button", "attributes") | events ^ facts.named("gigs-connect-button", "events")
    everything = {name for tag in facts.ELEMENTS for kind in ("cssParts", "cssProperties", "slots", "events") for name in facts.named(tag, kind)}
    return [f"{name} is not there, or not documented" for name in sorted(wrong)] + [f"{name} is not documented" for name in everything if name not in page.text]


def log_problems(page):
    documented = [field for row in page.table("field", "present", "value") for field in spans(row[0])]
    return [f"{field} is not logged, or not documented once" for field in sorted({*documented} ^ facts.log_fields())]


def alarm_problems(page):
    """Headings under "Alarms" that no alarm leads to, and names of alarms that are none. That each alarm leads to a heading is in checks.py."""
    inside = False
    for level, heading in page.headings:
        inside = heading == "Alarms" if level == 2 else inside
        if inside and level == 3 and not Page("", f"# {heading}").anchors & template.ALARM_ANCHORS:
            yield f"no alarm leads to {heading}"
    for span in page.spans:
        if re.fullmatch(r"-[a-z]{2,}(-[a-z]+)*", span) and not any(alarm.endswith(span) for alarm in template.ALARMS):
            yield f"no alarm {span}"


def parameter_problems(page):
    """Defaults in docs/deployment.md that are not the template's. That each parameter is there once is in checks.py."""
    for row in page.table("parameter", "default"):
        names, defaults = spans(row[0]), [default.strip(" `") for default in row[1].split(",")]
        if len(names) == len(defaults):
            for name, default in zip(names, defaults):
                literal = re.fullmatch(r"-?\d+|`.*`", row[1].split(",")[defaults.index(default)].strip())
                if name in PARAMETERS and literal and PARAMETERS[name] != default:
                    yield f"{name} is {PARAMETERS[name]} by default, and not {default}"
        for name in names if row[1] == "none" else []:
            if PARAMETERS.get(name, ""):
                yield f"{name} is {PARAMETERS[name]} by default"


def option_problems(pages):
    """Options of the sandbox and of the benchmark that no page names."""
    text = "\n".join(page.text for page in pages)
    return [f"{option} is not documented" for option in sorted(facts.SANDBOX_OPTIONS | facts.BENCH_OPTIONS) if f"-D{option}" not in text]
