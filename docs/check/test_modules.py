"""Every block of code compiles: JavaScript and TypeScript with the types of the button, Java with the example, pictures by Mermaid."""

import json
import subprocess

import pytest
from facts import REPOSITORY
from modules import HERE, problems
from pages import PAGES, ROOT, Block

# One compiler at a time.
pytestmark = pytest.mark.xdist_group("modules")
BLOCKS = [block for page in PAGES for block in page.blocks]
MODULES = [block for block in BLOCKS if block.language in ("js", "ts", "tsx", "html", "vue")]
PICTURES = [block for block in BLOCKS if block.language == "mermaid"]
JAVA = [block for block in BLOCKS if block.language == "java"]


@pytest.fixture(scope="module")
def compiled():
    return problems(MODULES)


@pytest.mark.parametrize("block", MODULES, ids=str)
def test_every_module_compiles(block, compiled):
    assert compiled.get(block, []) == []


WRONG = [
    ("js", "document.querySelector('gigs-connect-button').tokenProvider = 'token';", "TS2322"),
    ("js", "button.tokenprovider = async () => 'token';", "TS2551"),
    ("js", "document.addEventListener('connect-error', ({ detail }) => console.warn(detail.kind));", "TS2339"),
    ("js", "import { connectRetrun } from 'https://api.shop.example/gigs-connect-return.js';", "TS2724"),
    ("js", "button.tokenProvider = async () => nobody.token;", "TS2304"),
    ("ts", "import createClient from 'openapi-fetch';\nimport type { paths } from './gateway.js';\ncreateClient<paths>().POST('/sessions', {});", "TS2345"),
    ("ts", "import '@connectgateway/gigs-connect-button/defined';", "TS2307"),
    ("vue", '<script setup lang="ts">const theme: string = button.timeout;</script>', "TS2322"),
    ("html", '<script type="module">button.theme = 5;</script>', "TS2322"),
]


def test_notices_a_module_that_does_not_compile():
    blocks = [Block("docs/text.md", line, language, text) for line, (language, text, _) in enumerate(WRONG)]
    found = problems(blocks)
    assert [code in "\n".join(found[block]) for block, (_, _, code) in zip(blocks, WRONG)] == [True] * len(WRONG), found
    # Where one does not even parse, the compiler says nothing of the others.
    block = Block("docs/text.md", 1, "js", "button.tokenProvider = async () => (await users.getUser();")
    assert "TS1005" in problems([block])[block][0]


def mermaid(texts):
    command = ["node", "mermaid.mjs"]
    return json.loads(subprocess.run(command, cwd=HERE, check=True, input=json.dumps(texts), capture_output=True, text=True).stdout)


def test_every_picture_can_be_drawn():
    assert {str(block): wrong for block, wrong in zip(PICTURES, mermaid([block.text for block in PICTURES])) if wrong} == {}


def test_notices_a_picture_that_cannot_be_drawn():
    good = ["flowchart LR\n  a --> b", "sequenceDiagram\n  A->>B: text"]
    wrong = mermaid([*good, "flowchart LR\n  a ---> [b", "sequenceDiagram\n  A->>: text", "flow LR"])
    assert [message is not None for message in wrong] == [False, False, True, True, True]


AROUND = """import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpExchange;
import java.time.Clock;
import java.util.Optional;
import shop.*;
class Around {
  interface Shop { Optional<GuestTokens.Customer> customerOf(HttpExchange exchange); }
  void run(HttpServer server, Shop shop, String issuer, String pem) throws Exception {
%s
  }
}
"""


CLASSES = ":".join(map(str, [ROOT / "target/test-classes", *REPOSITORY.glob("org/bitbucket/b_c/jose4j/*/*.jar")]))


def java_problems(text, work):
    (work / "Around.java").write_text(AROUND % text)
    done = subprocess.run(["javac", "-proc:none", "-d", work, "-cp", CLASSES, work / "Around.java"], capture_output=True, text=True)
    return done.stderr


@pytest.mark.parametrize("block", JAVA, ids=str)
def test_every_block_of_java_compiles(block, tmp_path):
    assert java_problems(block.text, tmp_path) == ""


def test_notices_a_block_of_java_that_does_not_compile(tmp_path):
    assert "cannot find symbol" in java_problems(JAVA[0].text.replace("new GuestTokensHandler", "new Handler"), tmp_path)
