"""The documents name tests that exist, and link to what exists."""

import re

import pytest
from pages import PAGES, ROOT, Page, page

THREAT_MODEL = page("docs/security.md").text


def missing_tests(text):
    """Tests that a document names, as `Class`, `Class.method`, `module` or `module.function`, and that are not there."""
    missing = []
    for class_, method in re.findall(r"`([A-Z]\w+(?:Test|IT))(?:\.(\w+))?`", text):
        sources = [source.read_text() for source in (ROOT / "src/test/java").rglob(f"{class_}.java")]
        if not any(method == "" or f" void {method}(" in source for source in sources):
            missing.append(f"{class_}.{method}")
    for module, function in re.findall(r"`(checks|test_\w+)(?:\.(\w+))?`", text):
        sources = list((ROOT / "src/test").glob(f"*/{module}.py"))
        if not any(not function or f"def {function}(" in source.read_text() for source in sources):
            missing.append(f"{module}.{function}")
    return missing


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
def test_every_test_that_a_document_names_is_there(page):
    assert missing_tests(page.text) == []


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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    assert dead_links(page) == []


@pytest.mark.parametrize(
    "text, dead",
    [
        ("[a](security.md) [`b`](../examples/keycloak/realm.json) [c](operations.md#limits) [d](https://gigs.com/none)", []),
        ("[a](security.html)", ["security.html"]),
        ("![a](none.png)", ["none.png"]),
        ('<img src="none.svg">', ["none.svg"]),
        ("[a][b]\n\n[b]: none.md", ["none.md"]),
        ("[a](../docs/operations.md#limit)", ["../docs/operations.md#limit"]),
        ("## The button's `token_Provider`, at [work](x:y)\n[a](#the-buttons-token_provider-at-work)", []),
        ("## The button's\n[a](#the-button's)", ["#the-button's"]),
        ("# A\n## A\n[a](#a) [b](#a-1) [c](#a-2)", ["#a-2"]),
        ("```sh\n# Comment\n[a](none.md)\n```\n[b](#comment) `[c](none.md)`", ["#comment"]),
    ],
)
def test_notices_a_link_that_leads_nowhere(text, dead):
    assert dead_links(Page("docs/text.md", text)) == dead
