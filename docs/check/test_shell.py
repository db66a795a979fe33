"""Every command of the documents does what its page says: run in the shell, against the sandbox."""

import re

import pytest
from pages import PAGES, ROOT, Block, Page, page

BLOCKS = [block for page in PAGES for block in page.blocks if block.language == "sh"]
# In the text: what begins with the name of a command line that is checked here, and is more than the name.
COMMAND = re.compile(r"(?:[A-Z_]+=\S+ )*(?:(?:aws|sam) .*--|(?:mvn|npx|curl) [-\w])")
COMMANDS = {span: page.name for page in PAGES if page.name != "CHANGELOG.md" for span in page.spans if COMMAND.match(span)}


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_every_block_of_shell_does_what_its_page_says(block, run_shell):
    assert run_shell(block) == []


@pytest.mark.parametrize("command, name", COMMANDS.items(), ids=COMMANDS)
def test_every_command_in_the_text_is_one(command, name, run_shell):
    assert run_shell(Block(name, 1, "sh", command)) == []


def test_the_gate_runs_how_the_readme_says_to_test_and_to_run():
    gate = [ROOT / ".ci/run", *(ROOT / "src/test").glob("*/run")]
    ran = "\n".join(file.read_text() for file in gate).replace("mvn --batch-mode", "mvn")
    readme = "".join(block.text for block in page("README.md").blocks if block.language == "sh")
    for command in ("mvn verify", "mvn -Psandbox"):
        assert re.search(rf"^{command}\b", readme, re.M) and re.search(rf"^(step )?{command}\b", ran, re.M)


@pytest.mark.parametrize(
    "name, text, wrong",
    [
        ("docs/text.md", "curl -s $API/connectSession", "404"),
        ("docs/text.md", "curl -s $API/connectSessions -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -d '{\"intents\":{}}'", "422 and not 2xx"),
        ("docs/text.md", "curl -s $API/connectSessions -d '{}'", "401 and not 2xx"),
        ("docs/text.md", "curl -s $API/connectSessions -d '{}' # 401", None),
        ("docs/text.md", "# 401: no token\ncurl -s \\\n  $API/connectSessions -d '{}'", None),
        ("docs/text.md", "curl -s $API/connectSessions -H \"Authorization: Bearer $TOKEN\" -d '{}' # 415 bodyTooLarge", "and not bodyTooLarge"),
        ("docs/text.md", "curl -s $API/sandbox/tokens/nobody", "404"),
        ("docs/text.md", "TOKEN=$(curl -s $API/sandbox/tokens/nobody)", "404"),
        ("docs/text.md", "curl --sielnt $API/sandbox/tokens/visitor", "ends with 2"),
        ("docs/text.md", "curl -s TOKEN_ENDPOINT | jq -r .acces_token | grep -v null", "ends with 1"),
        ("docs/text.md", "echo 'open", "ends with 2"),
        ("docs/text.md", "kubectl get pods", "command not found"),
        ("docs/text.md", "cat docs/none.md", "No such file"),
        ("docs/text.md", "mvn -Psandbox -Dsandbox.port=8090", None),
        ("docs/text.md", "mvn -Psandbox -Dsandbox.prot=8090", "does not know -Dsandbox.prot"),
        ("docs/text.md", "mvn -Psandbx", "does not know -Psandbx"),
        ("docs/text.md", "mvn verfy", "does not know verfy"),
        ("docs/text.md", "mvn test -Dtest=NoSuchTest", "does not know -Dtest=NoSuchTest"),
        ("docs/text.md", "aws lambda update-alias --function-name F --name live --function-version 41", None),
        ("docs/text.md", "aws lambda update-aliases --function-name F", "Invalid choice"),
        ("docs/text.md", "aws lambda update-alias --function F --name live", "ends with 2"),
        ("docs/text.md", "aws lambda update-alias --name live", "--function-name"),
        ("docs/text.md", "sam deploy --config-env dev --parameter-overrides Release=2", None),
        ("docs/text.md", "sam deploy --config-env staging", "no staging"),
        ("docs/text.md", "sam deploy --config-env dev --parameter-overrides Releases=2", "no parameter Releases"),
        ("docs/text.md", "sam deploy --guide", "No such option"),
        ("docs/text.md", "sam deplyo", "no command deplyo"),
        ("docs/text.md", "npx openapi-typescript@7.0.0 docs/openapi.yaml", "the one that is tried here is"),
        ("docs/text.md", "openssl s_client -connect gigs.com:443 < /dev/null | openssl x509 -noout -dates", None),
        ("docs/text.md", "openssl s_client -conect gigs.com:443 < /dev/null | openssl x509 -noout -dates", "has no ['-conect']"),
        ("docs/text.md", "npm install ./connectgateway-gigs-connect-buttons-VERSION.tgz", "ends with"),
        ("docs/text.md", "npm run chekc", "ends with"),
        ("docs/text.md", "API_URL=x src/test/sam/smoke", None),
        ("docs/text.md", "API_ADDRESS=x src/test/sam/smoke", "does not read API_ADDRESS"),
        ("docs/text.md", "src/test/sam/smok", "ends with 127"),
    ],
)
def test_notices_a_broken_line(name, text, wrong, run_shell):
    found = "\n".join(run_shell(Block(name, 1, "sh", text)))
    assert (wrong in found) if wrong else found == ""


@pytest.mark.parametrize(
    "old, new, wrong",
    [
        ("$API/connectSessions", "$API/connectSession", "404"),
        ('"intent":{', '"intents":{', "422 and not 2xx"),
        ("/sandbox/tokens/known-user", "/sandbox/tokens/known", "404"),
        ('"appearance":{},', "", "the answer has"),
    ],
)
def test_notices_a_mistake_in_the_readmes_first_call(old, new, wrong, run_shell):
    text = page("README.md").text
    assert old in text
    (block,) = [block for block in Page("README.md", text.replace(old, new)).blocks if block.language == "sh" and "curl" in block.text]
    assert wrong in "\n".join(run_shell(block))
