#!/usr/bin/env python3
"""Writes the tables that repeat the code into the pages.

Such a table stands below a line `<!-- table: NAME -->`. Its first columns come from the code. The other columns are
written by hand and stay as they are. A new row gets them empty, and test_tables.py refuses an empty one. FactsTest
writes the facts of the Java code to target/facts.json.

    mvn test -Dtest=FactsTest && docs/check/tables.py
"""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def code(text):
    return f"`{text}`"


def facts():
    return json.loads((ROOT / "target/facts.json").read_text())


def configuration():
    """Property, environment variable and default of every `connect.…` key."""
    for key, default in facts()["configuration"].items():
        variable = re.sub(r"[^A-Za-z0-9]", "_", key).upper()
        shown = "the nine" if default and default.count(",") == 8 else code(default) if default else "none"
        yield [code(key), code(variable), shown]


def log():
    """The fields of a request's line, with their JSON type."""
    for field, kind in facts()["log"].items():
        yield [code(field), kind]


def refusals():
    """The messages of the policy, with their codes."""
    for message, refused in facts()["refusals"].items():
        yield [message, code(refused)]


def errors():
    """Every code with its status and type, by the status."""
    refused = dict.fromkeys(facts()["refusals"].values(), {"status": "403", "type": "permissionDenied"})
    for name, error in sorted((facts()["errors"] | refused).items(), key=lambda item: item[1]["status"]):
        yield [code(name), error["status"], error["type"]]


def parameters(template):
    """The parameters of a template with their defaults."""
    text = re.sub(r"\\\n *", "", (ROOT / template).read_text())
    section = re.search(r"^Parameters:\n((?:(?:[ #].*)?\n)+)", text, re.M)[1]
    for name, body in re.findall(r"^  (\w+):\n((?:(?:    .*|\s*)\n)+)", section, re.M):
        default = re.search(r"^    Default: *(.*?)(?: +#.*)?$", body, re.M)
        value = default[1].strip("'\"") if default else None
        shown = "**required**" if value is None else code(value) if value else "none"
        yield [code(name), "the nine" if value and value.count(",") == 8 else shown]


TABLES = {
    "configuration": ("docs/configuration.md", configuration),
    "errors": ("docs/api.md", errors),
    "refusals": ("docs/troubleshooting.md", refusals),
    "log": ("docs/operations.md", log),
    "parameters": ("docs/deployment.md", lambda: parameters("template.yaml")),
    "monitoring": ("docs/deployment.md", lambda: parameters("deploy/monitoring.yaml")),
}


def cells(row):
    return [cell.strip().replace("\0", "\\|") for cell in row.replace("\\|", "\0").strip().strip("|").split("|")]


def rewritten(text, name, rows):
    """The page with the first columns of this table as the code has them. Rows are matched by their first cell."""
    table = re.search(rf"(<!-- table: {name} -->\n+\|.*\n\| ?-.*\n)((?:\|.*\n)*)", text)
    if table is None:
        raise SystemExit(f"no page has the line <!-- table: {name} --> with a table below it")
    columns = len(cells(table[1].strip().splitlines()[-2]))
    written = {row[0]: row for row in map(cells, table[2].splitlines())}
    lines = []
    for row in rows:
        by_hand = written.get(row[0], [])[len(row):]
        by_hand += [""] * (columns - len(row) - len(by_hand))
        lines.append("| " + " | ".join([*row, *by_hand]) + " |\n")
    return text[: table.start(2)] + "".join(lines) + text[table.end(2):]


def pages():
    """The pages as they should be, by name."""
    found = {}
    for name, (page, rows) in TABLES.items():
        found[page] = rewritten(found.get(page) or (ROOT / page).read_text(), name, list(rows()))
    return found


if __name__ == "__main__":
    for page, text in pages().items():
        (ROOT / page).write_text(text)
