"""The documents: their blocks of code, headings, links and tables, as a Markdown parser reads them."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
GLOBS = ("*.md", "docs/*.md", "examples/**/*.md", "button/*.md", ".github/**/*.md")
FILES = sorted({file for glob in GLOBS for file in ROOT.glob(glob) if "node_modules" not in file.parts})
MARKDOWN = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Block:
    page: str
    line: int
    language: str
    text: str
    following: "Block | None" = field(default=None, compare=False)

    def __str__(self):
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Page:
    """A Markdown file; `name` is its path in the repository."""

    name: str
    text: str

    @cached_property
    def tokens(self):
        return MARKDOWN.parse(self.text)

    @property
    def inline(self):
        return [child for token in self.tokens if token.type == "inline" for child in token.children]

    @property
    def blocks(self):
        """In order. Each knows the block that follows it with nothing between."""
        found, after = [], None
        for token, then in reversed(list(zip(self.tokens, [*self.tokens[1:], None]))):
            if token.type in ("fence", "code_block"):
                following = after if then and then.type == "fence" else None
                after = Block(self.name, token.map[0] + 1, token.info.strip(), token.content, following)
                found.insert(0, after)
        return found

    @property
    def spans(self):
        return [child.content for child in self.inline if child.type == "code_inline"]

    @property
    def anchors(self):
        """GitHub's anchors of the headings: letters, digits, `_` and `-`, and a number after a repeated one."""
        headings = [then for token, then in zip(self.tokens, self.tokens[1:]) if token.type == "heading_open"]
        texts = ["".join(c.content for c in h.children if c.type in ("text", "code_inline")) for h in headings]
        found = [re.sub(r"[^\w -]", "", text.strip().lower()).replace(" ", "-") for text in texts]
        return {a + (f"-{found[:i].count(a)}" if a in found[:i] else "") for i, a in enumerate(found)}

    @property
    def links(self):
        html = "".join(t.content for t in [*self.inline, *self.tokens] if t.type in ("html_inline", "html_block"))
        attributes = {"link_open": "href", "image": "src"}
        links = [child.attrs[attributes[child.type]] for child in self.inline if child.type in attributes]
        return links + re.findall(r'(?:href|src)="([^"]*)"', html)


def page(name):
    return Page(name, (ROOT / name).read_text())


PAGES = [page(str(file.relative_to(ROOT))) for file in FILES]
