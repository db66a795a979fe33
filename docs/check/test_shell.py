"""Every block of shell in the documents does what its page says: it runs, against the sandbox."""

import re

import pytest
from pages import PAGES, Block

BLOCKS = [block for page in PAGES for block in page.blocks if block.language == "sh"]
# In the text: spans that begin as a command line which a stand-in checks.
COMMAND = re.compile(r"(?:[A-Z_]+=\S+ )*(?:(?:aws|sam) .*--|(?:mvn|curl) [-\w])")
NOW = [page for page in PAGES if page.name != "CHANGELOG.md"]
COMMANDS = {span: page.name for page in NOW for span in page.spans if COMMAND.match(span)}


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_every_block_of_shell_does_what_its_page_says(block, run_shell):
    assert run_shell(block) == []


@pytest.mark.parametrize("command, name", COMMANDS.items(), ids=COMMANDS)
def test_every_command_in_the_text_is_one(command, name, run_shell):
    assert run_shell(Block(name, 1, "sh", command)) == []


CREATE = "curl -s $API/connectSessions -H \"Authorization: Bearer $TOKEN\" -d"


@pytest.mark.parametrize(
    "text, wrong",
    [
        (f"{CREATE} '{{}}'", "415 and not 2xx"),
        (f"{CREATE} '{{}}' # 401", "415 and not 401"),
        (f"{CREATE} '{{}}' # 415 bodyTooLarge", "and not bodyTooLarge"),
        ("TOKEN=$(curl -s $API/sandbox/tokens/nobody)", "404"),
        ("curl -s TOKEN_ENDPOINT | jq -r .acces_token | grep -v null", "ends with 1"),
        ("mvn -Psandbox -Dsandbox.prot=8090", "does not know -Dsandbox.prot"),
        ("mvn test -Dtest=NoSuchTest", "does not know -Dtest=NoSuchTest"),
        ("aws lambda get-functions --function-name F", "Invalid choice"),
        ("sam deploy --guide", "do not know"),
        ("deploy/smok", "ends with 127"),
    ],
)
def test_notices_a_broken_line(text, wrong, run_shell):
    assert wrong in "\n".join(run_shell(Block("docs/text.md", 1, "sh", text)))
