"""Every block of the documents is of a kind that is checked; here those that are neither shell nor a module."""

import re

import pytest
from kinds import problems
from pages import PAGES, Block

BLOCKS = [block for page in PAGES for block in page.blocks]
# Queries and styles in the text are like blocks of one line.
SPAN = re.compile("(filter|stats|fields) |.*(::part\\(|--gigs-)")
NOW = [page for page in PAGES if page.name != "CHANGELOG.md"]
SPANS = [Block(page.name, 0, "css", span) for page in NOW for span in page.spans if SPAN.match(span)]


@pytest.mark.parametrize("block", BLOCKS + SPANS, ids=str)
def test_every_block_is_checked(block):
    assert problems(block) == []


@pytest.mark.parametrize(
    "language, text, wrong",
    [
        ("python", "print()", "nothing checks"),
        ("json", '{"id":"csn_…",}', "Expecting"),
        ("json", '{"object":"error","type":"invalid","code":"validationFailure"}', "no error validationFailure"),
        ("html", '<gigs-connect-button end-point="x"></gigs-connect-button>', "no attribute end-point"),
        ("html", "<gigs-connect-butten></gigs-connect-butten>", "no element gigs-connect-butten"),
        ("html", '<gigs-connect-return><p slot="canceled"></p></gigs-connect-return>', "no slot canceled"),
        ("css", "gigs-connect-button::part(label) { color: red }", "no part label"),
        ("css", "gigs-connect-button { --gigs-connect-colour: red }", "no property --gigs-connect-colour"),
        ("text", "filter result = 'ok'", "no field result"),
    ],
)
def test_notices_what_is_wrong(language, text, wrong):
    assert wrong in "\n".join(problems(Block("docs/text.md", 1, language, text)))
