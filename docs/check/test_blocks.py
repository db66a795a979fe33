"""Every block of the documents is of a kind that is checked; here those that are neither shell nor a module."""

import pytest
from kinds import insights_problems, problems, style_problems
from pages import PAGES, Block

BLOCKS = [block for page in PAGES for block in page.blocks]
NOW = [page for page in PAGES if page.name != "CHANGELOG.md"]
QUERIES = [(page.name, span) for page in NOW for span in page.spans if span.startswith(("filter ", "stats ", "fields "))]
STYLES = [(page.name, span) for page in NOW for span in page.spans if "::part(" in span or "--gigs-" in span]


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_every_block_is_checked(block):
    assert problems(block) == []


@pytest.mark.parametrize("name, query", QUERIES)
def test_queries_in_the_text_ask_for_fields_that_are_logged(name, query):
    assert insights_problems(query) == []


@pytest.mark.parametrize("name, style", STYLES)
def test_styles_in_the_text_are_the_elements_own(name, style):
    assert style_problems(style) == []


@pytest.mark.parametrize(
    "language, text, wrong",
    [
        ("python", "print()", "nothing checks"),
        ("json", '{"id":"csn_…","intent":{…},"url":…}', None),
        ("json", '{"id":"csn_…",}', "Expecting"),
        ("json", '{"object":"error","type":"invalid","code":"validationFailure"}', "no error validationFailure"),
        ("html", '<gigs-connect-button endpoint="x" data-x></gigs-connect-button>', None),
        ("html", '<gigs-connect-button end-point="x"></gigs-connect-button>', "no attribute end-point"),
        ("html", "<gigs-connect-butten></gigs-connect-butten>", "no element gigs-connect-butten"),
        ("html", '<gigs-connect-return><p slot="canceled"></p></gigs-connect-return>', "no slot canceled"),
        ("css", "gigs-connect-button::part(button):hover { --gigs-connect-color: red }", None),
        ("css", "gigs-connect-button::part(label) { color: red }", "no part label"),
        ("css", "gigs-connect-button { --gigs-connect-colour: red }", "no property --gigs-connect-colour"),
        ("text", "filter outcome = 'ok' | stats count(*) as n by intent, bin(5m)", None),
        ("text", "filter result = 'ok'", "no field result"),
    ],
)
def test_notices_what_is_wrong(language, text, wrong):
    found = "\n".join(problems(Block("docs/text.md", 1, language, text)))
    assert (wrong in found) if wrong else found == ""
