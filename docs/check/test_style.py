"""No text has the words and shapes of sentences that are hard to read."""

import re
import subprocess

import pytest
from pages import ROOT

START = r"(?:^\W*|[.!?:]\W+|\| )"
FORBIDDEN = {
    "subject first": rf"{START}(?:What\b(?![^.|]*\?)|None|Nobody|Nor|Neither|(?:Not|Never) (?:only|is|are|do|does))\b",
    "anybody who": r"\b[Ww]ho(?:so)?ever\b",
    "who": r"\b[Ww]hom\b",
    "otherwise": r"(?<!thing )(?<!body )(?<!one )(?<!where )\b[Ee]lse\b",
    "later": r"\bone day\b",
    "the same as": r"\bas good as\b",
    "except": r"\bbut for\b|\b(?:all|any|anything|none|nobody|nothing) but\b",
    "does not have": r"\b(?:has|have) not(?=[.,;:|)]|$)",
    "a plain word": r"\b(?:lest|whence|whereby|thereof|hence|thus|thereby)\b",
    "whether": r"\bbe it\b",
    "similar": r"\band the like\b",
}
COMMENT = r"(?m)(?:^|\s)//.*$|/\*(?:.|\n)*?\*/"
TEXTS = {
    ".md": r"(?:.|\n)+",
    ".yaml": r"(?:.|\n)+",
    ".py": r"(?m)(?:^|\s)#\s.*$|\"\"\"[^\"]*\"\"\"",
    ".java": COMMENT + r"|\"(?:\\.|[^\"\\\n])*\"",
} | dict.fromkeys([".js", ".mjs", ".ts", ".tsx"], COMMENT)
CODE = r"(?m)^ *```(?:.|\n)*?^ *```$|<!--(?:.|\n)*?-->|`[^`\n]*`|\]\([^)]*\)|<[^>\n]*>"


def offences(text, suffix, strings=True):
    """Lines, what they say, and what to write."""
    for part in re.finditer(TEXTS[suffix], text):
        if part[0][0] == '"' and suffix == ".java" and not (strings and " " in part[0]):
            continue
        prose = re.sub(CODE, lambda code: re.sub(r"[^\n]", " ", code[0]), part[0])
        for number, line in enumerate(prose.split("\n"), text[: part.start()].count("\n") + 1):
            for instead, pattern in FORBIDDEN.items():
                yield from ((number, found[0].strip(), instead) for found in re.finditer(pattern, line))


def test_every_text_is_plain():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    all_offences = []
    for name in listed.splitlines():
        file = ROOT / name
        if file.is_file() and file.suffix in TEXTS and file.name != "test_style.py":
            # A test's strings are data.
            found = offences(file.read_text(), file.suffix, strings=not name.startswith("src/test"))
            all_offences += [(name, *offence) for offence in found]
    assert all_offences == []


@pytest.mark.parametrize(
    "text, suffix, count",
    [
        ("What it does not know, the gateway refuses.\n\nNobody calls.", ".md", 2),
        ("What is it? It has `what else` and something else.\n\n```js\n// whom\n```", ".md", 0),
        ("/** Whoever calls. */ class Whom { String a = \"one day\", b = \"whom\"; } // or else", ".java", 3),
    ],
)
def test_notices_a_shape_that_is_hard_to_read(text, suffix, count):
    assert len(list(offences(text, suffix))) == count
