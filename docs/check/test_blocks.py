"""Every block of the documents is of a kind that is checked; here those that are neither shell nor a module."""

import pytest
from kinds import insights_problems, problems, style_problems
from pages import PAGES, Block, page

BLOCKS = [block for page in PAGES for block in page.blocks]
QUERIES = [(page.name, span) for page in PAGES for span in page.spans if span.startswith(("filter ", "stats ", "fields "))]
STYLES = [(page.name, span) for page in PAGES if page.name != "CHANGELOG.md" for span in page.spans if "::part(" in span or "--gigs-" in span]


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
        ("", "anything", "nothing checks"),
        ("python", "print()", "nothing checks"),
        ("text", "Deployment done", "nothing checks"),
        ("text", "authorizer | 401 wrong audience: the token has the aud [a], expected one of [b]", None),
        ("text", "authorizer | 401 wrong audience: the token lacks the aud [a]", "nothing prints"),
        ("toml", '[a.deploy.parameters]\nparameter_overrides = ["JwtIssuer=x"]', None),
        ("toml", '[a.deploy.parameters]\nparameter_overrides = ["JwtIssue=x"]', "no parameter JwtIssue"),
        ("json", '{"id":"csn_…","intent":{…},"url":…}', None),
        ("json", '{"id":"csn_…",}', "Expecting"),
        ("json", '{"object":"error","type":"invalid","code":"validationFailure"}', "no error invalid validationFailure"),
        ("json", '{"object":"error","type":"internal","code":"validationFailed"}', "no error internal validationFailed"),
        ("json", '{"object":"error","type":"invalid","code":"validationFailed","details":[{"code":"propertyMissing"}]}', "no code propertyMissing"),
        ("html", '<gigs-connect-button endpoint="x" data-x></gigs-connect-button>', None),
        ("html", '<gigs-connect-button end-point="x"></gigs-connect-button>', "no attribute end-point"),
        ("html", "<gigs-connect-butten></gigs-connect-butten>", "no element gigs-connect-butten"),
        ("html", '<gigs-connect-return><p slot="canceled"></p></gigs-connect-return>', "no slot canceled"),
        ("html", "<gigs-connect-button><p></gigs-connect-button>", "closes nothing"),
        ("html", "<gigs-connect-button>", "stays open"),
        ("css", "gigs-connect-button::part(button):hover { --gigs-connect-color: red }", None),
        ("css", "gigs-connect-button::part(label) { color: red }", "no part label"),
        ("css", "gigs-connect-button { --gigs-connect-colour: red }", "no property --gigs-connect-colour"),
        ("css", "gigs-connect-button { color red }", "EOF reached"),
        ("css", "gigs-connect-button", "EOF"),
        ("text", "JwtIssuer=https://a.example/    a final slash\nProxyHost=a  ProxyPort=1", None),
        ("text", "JwtIssuer=https://a.example/\nJwtAudience=shop", "no parameter JwtAudience"),
        ("text", "ProxyHost=a  Proxy=1", "no parameter Proxy"),
        ("text", "filter mdc.outcome = 'ok' | stats count(*) as n by mdc.intent, bin(5m)", None),
        ("text", "filter mdc.result = 'ok'", "no field mdc.result"),
        ("text", "stats count(*) by routeKey, mdc.outcome", "no field"),
        ("http", "POST /connectSessions\nContent-Type: application/json\n\n{}", None),
        ("http", "POST /sessions", "no route POST /sessions"),
        ("text", "Content-Security-Policy: default-src 'none'", None),
        ("yaml", "a: [", "expected"),
    ],
)
def test_notices_what_is_wrong(language, text, wrong):
    found = "\n".join(problems(Block("docs/text.md", 1, language, text)))
    assert (wrong in found) if wrong else found == ""


@pytest.mark.parametrize(
    "name, old, new",
    [
        ("docs/button.md", 'endpoint="https://api', 'end-point="https://api'),
        ("docs/button.md", "--gigs-connect-radius: 99px", "--gigs-connect-edge: 99px"),
        ("docs/button.md", 'slot="expired"', 'slot="late"'),
        ("docs/identity.md", "JwtAudiences=shop-1234", "JwtAudience=shop-1234"),
        ("docs/operations.md", "by mdc.outcome", "by mdc.result"),
        ("docs/api.md", '"code":"validationFailed"', '"code":"validationFailure"'),
    ],
)
def test_notices_a_mistake_in_a_page(name, old, new):
    text = page(name).text
    assert old in text
    changed = type(page(name))(name, text.replace(old, new))
    assert [wrong for block in changed.blocks for wrong in problems(block)] != []
