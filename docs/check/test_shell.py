"""Every block of shell in the documents does what its page says: it runs, against the sandbox."""

import re

import pytest
from pages import PAGES, Block

BLOCKS = [block for page in PAGES for block in page.blocks if block.language == "sh"]
# In the text: spans that begin as a command line which a stand-in checks.
COMMAND = re.compile(r"(?:[A-Z_]+=\S+ )*(?:(?:aws|sam) .*--|(?:mvn|curl) [-\w])")
COMMANDS = {span: page.name for page in PAGES if page.name != "CHANGELOG.md" for span in page.spans if COMMAND.match(span)}


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_every_block_of_shell_does_what_its_page_says(block, run_shell):
    assert run_shell(block) == []


@pytest.mark.parametrize("command, name", COMMANDS.items(), ids=COMMANDS)
def test_every_command_in_the_text_is_one(command, name, run_shell):
    assert run_shell(Block(name, 1, "sh", command)) == []


CREATE = "curl -s $API/connectSessions -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -d"


@pytest.mark.parametrize(
    "text, wrong",
    [
        ("curl -s $API/connectSession", "404"),
        (f"{CREATE} '{{\"intents\":{{}}}}'", "422 and not 2xx"),
        ("curl -s $API/connectSessions -d '{}'", "401 and not 2xx"),
        ("curl -s $API/connectSessions -d '{}' # 401", None),
        ("# 401: no token\ncurl -s \\\n  $API/connectSessions -d '{}'", None),
        ("curl -s $API/connectSessions -H \"Authorization: Bearer $TOKEN\" -d '{}' # 415 bodyTooLarge", "and not bodyTooLarge"),
        ("TOKEN=$(curl -s $API/sandbox/tokens/nobody)", "404"),
        ("curl -s TOKEN_ENDPOINT | jq -r .acces_token | grep -v null", "ends with 1"),
        ("echo 'open", "ends with 2"),
        ("mvn -Psandbox -Dsandbox.prot=8090", "does not know -Dsandbox.prot"),
        ("mvn test -Dtest=NoSuchTest", "does not know -Dtest=NoSuchTest"),
        ("aws lambda get-functions --function-name F", "Invalid choice"),
        ("sam deploy --guide", "do not know"),
        ("deploy/smok", "ends with 127"),
    ],
)
def test_notices_a_broken_line(text, wrong, run_shell):
    found = "\n".join(run_shell(Block("docs/text.md", 1, "sh", text)))
    assert (wrong in found) if wrong else found == ""
