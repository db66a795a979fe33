"""Every block of JavaScript and TypeScript compiles with the types of the button."""

import pytest
from modules import problems
from pages import PAGES, Block

# One compiler at a time.
pytestmark = pytest.mark.xdist_group("modules")
BLOCKS = [block for page in PAGES for block in page.blocks]
MODULES = [block for block in BLOCKS if block.language in ("js", "ts", "tsx", "html", "vue")]


@pytest.fixture(scope="module")
def compiled():
    return problems(MODULES)


@pytest.mark.parametrize("block", MODULES, ids=str)
def test_every_module_compiles(block, compiled):
    assert compiled.get(block, []) == []


WRONG = [
    ("js", "document.querySelector('gigs-connect-button').tokenProvider = 'token';", "TS2322"),
    ("js", "import { connectRetrun } from 'https://api.shop.example/modules/gigs-connect-return.js';", "TS2724"),
    ("js", "button.tokenProvider = async () => nobody.token;", "TS2304"),
    ("ts", "import '@connectgateway/gigs-connect-button/defined';", "TS2307"),
    ("vue", '<script setup lang="ts">const theme: string = button.timeout;</script>', "TS2322"),
    ("html", '<script type="module">button.theme = 5;</script>', "TS2322"),
]


def test_notices_a_module_that_does_not_compile():
    blocks = [Block("docs/text.md", line, language, text) for line, (language, text, _) in enumerate(WRONG)]
    found = problems(blocks)
    assert [code in "\n".join(found[block]) for block, (_, _, code) in zip(blocks, WRONG)] == [True] * len(WRONG), found
