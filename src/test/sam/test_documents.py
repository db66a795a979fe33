"""The documents name tests that exist, and link to what exists."""

import re

import pytest
from cloudformation import ROOT

THREAT_MODEL = (ROOT / "docs/security.md").read_text()
DOCUMENTS = [path for glob in ("*.md", "docs/*.md", "examples/**/*.md", "src/button/*.md") for path in ROOT.glob(glob) if "node_modules" not in path.parts]


def missing_tests(text):
    """Tests that a document names, as `Class`, `Class.method`, `module` or `module.function`, and that are not there."""
    missing = []
    for class_, method in re.findall(r"`([A-Z]\w+(?:Test|IT))(?:\.(\w+))?`", text):
        sources = [source.read_text() for source in (ROOT / "src/test/java").rglob(f"{class_}.java")]
        if not any(method == "" or f" void {method}(" in source for source in sources):
            missing.append(f"{class_}.{method}")
    for module, function in re.findall(r"`(checks|test_\w+)(?:\.(\w+))?`", text):
        source = ROOT / f"src/test/sam/{module}.py"
        if not source.exists() or (function and f"def {function}(" not in source.read_text()):
            missing.append(f"{module}.{function}")
    return missing


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_test_that_a_document_names_is_there(file):
    assert missing_tests(file.read_text()) == []


@pytest.mark.parametrize(
    "named, other",
    [
        ("PolicyTest.bindsACreateToItsCaller", "PolicyTest.bindsACreate"),
        ("DeadlineIT", "LifelineIT"),
        ("checks.only_the_open_routes_need_no_token", "checks.only_the_open_routes"),
        ("test_smoke", "test_smoking"),
    ],
)
def test_notices_a_test_that_is_not_there(named, other):
    assert f"`{named}`" in THREAT_MODEL
    assert missing_tests(THREAT_MODEL.replace(f"`{named}`", f"`{other}`")) != []


def test_every_risk_has_a_row():
    assert re.findall(r"^\| \*\*(API\d+)\*\*", THREAT_MODEL, re.M) == [f"API{n}" for n in range(1, 11)]


def prose(text):
    """Without blocks of code, whose content is no heading and no link."""
    return re.sub(r"^( *)(`{3,}|~{3,}).*?^ *\2`*$", "", text, flags=re.M | re.S)


def anchors(text):
    """The anchors that GitHub makes of a document's headings: letters, digits, `_` and `-`; a number after one that was there."""
    found = []
    for heading in re.findall(r"^#{1,6} +(.+)$", prose(text), re.M):
        shown = re.sub(r"\[([^]]*)]\([^)]*\)", r"\1", heading)
        found.append(re.sub(r"[^\w -]", "", shown.strip().lower()).replace(" ", "-"))
    return {anchor + (f"-{found[:i].count(anchor)}" if anchor in found[:i] else "") for i, anchor in enumerate(found)}


def dead_links(file, text):
    """Links of a document to a file that is not there, or to a heading that is not in that file."""
    dead = []
    for link in re.findall(r"]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", prose(text))):
        path, _, anchor = link.partition("#")
        target = file.parent / path
        if re.match(r"[a-z]+:", link):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target.read_text() if path else text)):
            dead.append(link)
    return dead


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file):
    assert dead_links(file, file.read_text()) == []


@pytest.mark.parametrize(
    "text, dead",
    [
        ("[a](security.md) [`b`](../examples/keycloak/realm.json) [c](operations.md#limits) [d](https://gigs.com/none)", []),
        ("[a](security.html)", ["security.html"]),
        ("[a](../docs/operations.md#limit)", ["../docs/operations.md#limit"]),
        ("## The button's `token_Provider`, at [work](x:y)\n[a](#the-buttons-token_provider-at-work)", []),
        ("## The button's\n[a](#the-button's)", ["#the-button's"]),
        ("# A\n## A\n[a](#a) [b](#a-1) [c](#a-2)", ["#a-2"]),
        ("```sh\n# Comment\n[a](none.md)\n```\n[b](#comment) `[c](none.md)`", ["#comment"]),
    ],
)
def test_notices_a_link_that_leads_nowhere(text, dead):
    assert dead_links(ROOT / "docs/text.md", text) == dead
