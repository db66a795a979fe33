"""The words and the shapes of sentences that this project does not use. As a command, prints where they stand."""

import re
import subprocess

from pages import ROOT

START = r"(?:^\W*|[.!?:]\W+|\| )"
FORBIDDEN = {
    "no sentence begins so": rf"{START}(?:What\b(?![^.|]*\?)|Whoever|None|Nobody|Nor|Neither|Not only)\b",
    "anybody who": r"\b[Ww]ho(?:so)?ever\b",
    "who": r"\b[Ww]hom\b",
    "otherwise": r"(?<!thing )(?<!body )(?<!one )(?<!where )(?<!who )(?<!what )\b[Ee]lse\b(?! if)",
    "later": r"\bone day\b",
    "the same as": r"\bas good as\b",
    "except": r"\bbut for\b|\b(?:all|any|anything|none|nobody|nothing) but\b",
    "does not have": r"\b(?:has|have) not(?=[.,;:|)]|$)",
    "a plain word": r"\b(?:lest|whence|whereby|thereof|hence|thus|thereby|heretofore)\b",
    "whether": r"\bbe it\b",
    "for example": r"\band the like\b",
    "subject first": rf"{START}(?:Never|Seldom|Rarely|Not) (?:is|are|was|were|does|do|did|has|have|may|can|will)\b",
}
QUOTED = r"`[^`\n]*`|\]\([^)]*\)|<[^>\n]*>"
COMMENTS = {
    ".md": r"\A(?:.|\n)*\Z",
    ".yaml": r"\A(?:.|\n)*\Z",
    ".py": r"(?m)(?:^|\s)#\s.*$|\"\"\"[^\"]*\"\"\"",
    ".java": r"(?m)(?:^|\s)//.*$|/\*(?:.|\n)*?\*/|\"[^\"\n]* [^\"\n]*\"",
    ".mjs": r"(?m)(?:^|\s)//.*$|/\*(?:.|\n)*?\*/",
}
COMMENTS |= {".js": COMMENTS[".mjs"], ".ts": COMMENTS[".mjs"], ".tsx": COMMENTS[".mjs"], ".yml": COMMENTS[".yaml"]}
# These names stand for what the texts quote: GitHub's own forms, and this list.
ELSEWHERE = r"docs/check/(test_)?style\.py|.*/package-lock\.json|.*realm\.json|LICENSE"


def files():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [name for name in listed if (ROOT / name).suffix in COMMENTS and not re.fullmatch(ELSEWHERE, name)]


def prose(text, suffix):
    """The text with the same lines, and blanks in place of all that is no prose."""
    blank = lambda found: re.sub(r"[^\n]", " ", found[0])
    kept = list("".join(c if c == "\n" else " " for c in text))
    for found in re.finditer(COMMENTS[suffix], text):
        kept[found.start():found.end()] = found[0]
    fences = r"(?m)^ *```(?:.|\n)*?^ *```$|<!--(?:.|\n)*?-->" if suffix == ".md" else r"(?!)"
    return re.sub(QUOTED, blank, re.sub(fences, blank, "".join(kept)))


def offences(text, suffix):
    return [
        (number, found[0].strip(), instead)
        for number, line in enumerate(prose(text, suffix).splitlines(), 1)
        for instead, pattern in FORBIDDEN.items()
        for found in re.finditer(pattern, line)
    ]


if __name__ == "__main__":
    for name in files():
        for number, found, instead in offences((ROOT / name).read_text(), (ROOT / name).suffix):
            print(f"{name}:{number}: '{found}': {instead}")
