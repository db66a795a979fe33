"""The documents link to what exists, and name tests that run."""

import re
from functools import cache

import pytest
from pages import PAGES, ROOT, Page, page


@cache
def java_tests():
    return {source.stem: source.read_text() for source in (ROOT / "src/test/java").rglob("*.java")}


def missing_tests(text):
    """Tests, written as `Class`, `Class.method` or `file.py`, that are not there or that run nothing."""
    missing = []
    for name, method in re.findall(r"`([A-Z]\w+(?:Test|IT))(?:\.(\w+))?`", text):
        source = java_tests().get(name, "abstract class")
        parent = java_tests().get((re.findall(r" extends (\w+)", source) or [""])[0], "")
        if "abstract class" in source or method and f" void {method}(" not in source + parent:
            missing.append(f"{name}.{method}" if method else name)
    checks = (ROOT / "deploy/check/checks.py").read_text()
    missing += [name for name in re.findall(r"`checks\.(\w+)`", text) if f"def {name}(" not in checks]
    folders = [ROOT / folder for folder in ("deploy", "button", "docs", "examples")]
    files = [file.name for folder in folders for file in folder.rglob("*test*")]
    return missing + [name for name in re.findall(r"`([\w.-]*test[\w.-]*\.(?:py|mjs))`", text) if name not in files]


def dead_links(page):
    """Links of a page to a file that is not there, or to a heading that is not in that file."""
    dead = []
    for link in page.links:
        path, _, anchor = link.partition("#")
        target = (ROOT / page.name).parent / path
        if re.match(r"[a-z]+:", link):
            continue
        if not target.exists() or (anchor and anchor not in (Page(path, target.read_text()) if path else page).anchors):
            dead.append(link)
    return dead


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_that_a_document_names_runs(page):
    assert missing_tests(page.text) == []


@pytest.mark.parametrize(
    "named, missing",
    [
        ("PolicyTest", "PolicyTest"),
        ("InProcessPolicyTest.bindsNothing", "InProcessPolicyTest.bindsNothing"),
        ("LifelineIT", "LifelineIT"),
        ("test_texts.py", "test_texts.py"),
        ("checks.nothing_is_checked", "nothing_is_checked"),
    ],
)
def test_notices_a_test_that_runs_nothing(named, missing):
    assert missing_tests(f"see `{named}`") == [missing]


def test_every_risk_has_a_row():
    threat_model = page("docs/security.md").text
    assert re.findall(r"^\| \*\*(API\d+)\*\*", threat_model, re.M) == [f"API{n}" for n in range(1, 11)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    assert dead_links(page) == []


@pytest.mark.parametrize(
    "text, dead",
    [
        ("[a](security.md) [`b`](../examples/keycloak/realm.json) [d](https://gigs.com/none)", []),
        ("[a](security.html)", ["security.html"]),
        ('![a](none.png) <img src="none.svg">', ["none.png", "none.svg"]),
        ("[a][b]\n\n[b]: none.md", ["none.md"]),
        ("## The button's `token_Provider`, at [work](x:y)\n[a](#the-buttons-token_provider-at-work)", []),
        ("# A\n## A\n[a](#a) [b](#a-1) [c](#a-2)", ["#a-2"]),
        ("```sh\n# Comment\n[a](none.md)\n```\n[b](#comment) `[c](none.md)`", ["#comment"]),
    ],
)
def test_notices_a_link_that_leads_nowhere(text, dead):
    assert dead_links(Page("docs/text.md", text)) == dead
