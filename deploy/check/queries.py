"""The part of CloudWatch Logs Insights that the queries of the runbook and the dashboard use."""

import json
import re

COMMANDS = "fields filter stats sort limit".split()
FUNCTIONS = "count pct avg max bin ispresent as by asc desc and or like".split()
TOKEN = r"\"[^\"]*\"|'[^']*'|>=|<=|!=|[=<>(),]|[@\w.]+"


def commands(query):
    """Pairs of a command and its arguments. SOURCE is the log group that a widget reads."""
    for part in re.sub(r"SOURCE '[^']*' \| ", "", query).split("|"):
        command, _, said = part.strip().partition(" ")
        assert command in COMMANDS, f"no command {command}"
        yield command, said


def value(line, field):
    if field == "@message":
        return json.dumps(line, separators=(",", ":"))
    for key in field.split("."):
        line = line.get(key) if isinstance(line, dict) else None
    return line


def fields(query):
    """The fields of a log line that a query names."""
    text = " ".join(said for _, said in commands(query))
    names = {name for name in re.findall(TOKEN, text) if re.match(r"[a-zA-Z]", name)}
    aliases = set(re.findall(r"\bas (\w+)", text))
    return names - aliases - set(FUNCTIONS)


def found(query, lines):
    """The lines that pass every filter of a query. A filter may have `and` and `or`, but no brackets."""
    filters = [said for command, said in commands(query) if command == "filter"]
    return [line for line in lines if all(_passes(said, line) for said in filters)]


def _passes(said, line):
    return any(all(_is_true(term.strip(), line) for term in both.split(" and ")) for both in said.split(" or "))


def _is_true(term, line):
    if present := re.fullmatch(r"ispresent\(([\w.]+)\)", term):
        return value(line, present[1]) is not None
    field, compare, wanted = re.fullmatch(r"([@\w.]+) (=|!=|>=?|like) (.+)", term).groups()
    there = value(line, field)
    if there is None:
        return False
    if wanted[0] in "'\"":
        wanted = wanted[1:-1]
        return {"=": there == wanted, "!=": there != wanted, "like": compare == "like"
            and wanted in str(there)}[compare]
    assert isinstance(there, (int, float)), f"{field} is no number: {there}"
    return {"=": there == int(wanted), ">=": there >= int(wanted), ">": there > int(wanted)}[compare]
