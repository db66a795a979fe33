"""What the documents name is there, and what is there is documented."""

import names
import pytest
from pages import PAGES, Page, page

NOW = [page for page in PAGES if page.name != "CHANGELOG.md"]
TABLES = [
    (names.configuration_problems, "docs/configuration.md"),
    (names.error_problems, "docs/api.md"),
    (names.button_error_problems, "docs/button.md"),
    (names.button_problems, "docs/button.md"),
    (names.log_problems, "docs/operations.md"),
    (names.alarm_problems, "docs/operations.md"),
    (names.parameter_problems, "docs/deployment.md"),
]


@pytest.mark.parametrize("check", [names.unknown_names, names.unknown_keys, names.unknown_errors], ids=lambda check: check.__name__)
@pytest.mark.parametrize("page", NOW, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page, check):
    assert list(check(page)) == []


@pytest.mark.parametrize("check, name", TABLES, ids=lambda value: getattr(value, "__name__", value))
def test_a_page_says_what_the_code_does(check, name):
    assert list(check(page(name))) == []


def test_every_option_of_the_sandbox_and_of_the_benchmark_is_documented():
    assert names.option_problems(NOW) == []
    assert names.option_problems([Page("", "-Dsandbox.port -Dbench.starts")]) != []


@pytest.mark.parametrize(
    "check, name, old, new",
    [
        (names.unknown_names, "docs/operations.md", "`upstreamFailure`", "`upstreamError`"),
        (names.unknown_names, "docs/deployment.md", "`JwtAudiences`", "`JwtAudience`"),
        (names.unknown_names, "docs/api.md", "`userNotAllowed`", "`userForbidden`"),
        (names.unknown_keys, "docs/configuration.md", "`connect.token.ttl`", "`connect.token.time`"),
        (names.unknown_keys, "docs/configuration.md", "CONNECT_GIGS_PROJECT", "CONNECT_PROJECT"),
        (names.unknown_keys, "docs/configuration.md", "quarkus.proxy.host", "quarkus.proxy.name"),
        (names.unknown_keys, "docs/configuration.md", "QUARKUS_PROXY_PORT", "QUARKUS_PROXY_PROT"),
        (names.unknown_keys, "docs/performance.md", "-Dbench.starts", "-Dbench.begins"),
        (names.unknown_errors, "docs/operations.md", "503 `tokenUnavailable`", "502 `tokenUnavailable`"),
        (names.configuration_problems, "docs/configuration.md", "`PT5M`", "`PT6M`"),
        (names.configuration_problems, "docs/configuration.md", "empty: none", "`none`"),
        (names.configuration_problems, "docs/configuration.md", "the nine", "the eight"),
        (names.configuration_problems, "docs/configuration.md", "`CONNECT_CALLER_USER_CLAIM`", "`CONNECT_USER_CLAIM`"),
        (names.configuration_problems, "docs/configuration.md", "| `https://api.gigs.com` |", "| `https://api.example.com` |"),
        (names.configuration_problems, "docs/configuration.md", "`connect.caller.backend-scope`", "`connect.caller.backend`"),
        (names.error_problems, "docs/api.md", "`gigsTimeout`", "`gigsTimedOut`"),
        (names.error_problems, "docs/api.md", "| 422 |", "| 400 |"),
        (names.error_problems, "docs/api.md", "`propertyUnknown`, ", ""),
        (names.button_error_problems, "docs/button.md", "| `urlNotAllowed` |", "| `originNotAllowed` |"),
        (names.button_problems, "docs/button.md", "| `callback-url` |", "| `callback` |"),
        (names.button_problems, "docs/button.md", "| `connect-before` |", "| `connect-start` |"),
        (names.button_problems, "docs/button.md", "--gigs-connect-radius", "--gigs-connect-edge"),
        (names.log_problems, "docs/operations.md", "| `upstreamMillis` |", "| `gigsMillis` |"),
        (names.log_problems, "docs/operations.md", "| `coldStart` | always", "| cold | always"),
        (names.alarm_problems, "docs/operations.md", "### Token unavailable", "### No token"),
        (names.alarm_problems, "docs/operations.md", "`-silent`", "`-quiet`"),
        (names.parameter_problems, "docs/deployment.md", "`MemorySize` | 512", "`MemorySize` | 256"),
        (names.parameter_problems, "docs/deployment.md", "| 20, 40 |", "| 20, 50 |"),
        (names.parameter_problems, "docs/deployment.md", "`arm64` |", "`x86_64` |"),
    ],
)
def test_notices_a_name_or_a_value_that_is_not_the_codes(check, name, old, new):
    text = page(name).text
    assert old in text
    assert list(check(Page(name, text.replace(old, new)))) != []
