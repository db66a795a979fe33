"""The documents name tests that exist."""

import re

import pytest
from cloudformation import ROOT

DOCUMENT = (ROOT / "docs/security.md").read_text()


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


def test_every_test_that_the_threat_model_names_is_there():
    assert missing_tests(DOCUMENT) == []


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
    assert f"`{named}`" in DOCUMENT
    assert missing_tests(DOCUMENT.replace(f"`{named}`", f"`{other}`")) != []


def test_every_risk_has_a_row():
    assert re.findall(r"^\| \*\*(API\d+)\*\*", DOCUMENT, re.M) == [f"API{n}" for n in range(1, 11)]
