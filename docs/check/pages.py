"""The documents: their blocks of code, spans of code, headings, links and tables, as a Markdown parser reads them."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[3]
GLOBS = ("*.md", "docs/**/*.md", "examples/**/*.md", "src/**/*.md", ".github/**/*.md")
FILES = sorted({file for glob in GLOBS for file in ROOT.glob(glob) if not {"node_modules", "target"} & set(file.parts)})
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
    """What a Markdown file has; `name` is its path in the repository."""

    name: str
    text: str

    @property
    def tokens(self):
        return parsed(self.text)

    @property
    def inline(self):
        return [child for token in self.tokens if token.type == "inline" for child in token.children]

    @property
    def blocks(self):
        """In order; each knows the one that follows it with nothing between."""
        found, after = [], None
        for token, then in reversed(list(zip(self.tokens, [*self.tokens[1:], None]))):
            if token.type in ("fence", "code_block"):
                after = Block(self.name, token.map[0] + 1, token.info.strip(), token.content, after if then and then.type == "fence" else None)
                found.insert(0, after)
        return found

    @property
    def spans(self):
        return [child.content for child in self.inline if child.type == "code_inline"]

    @property
    def headings(self):
        """Level and text of each."""
        return [
            (int(token.tag[1]), "".join(child.content for child in then.children if child.type in ("text", "code_inline")))
            for token, then in zip(self.tokens, self.tokens[1:])
            if token.type == "heading_open"
        ]

    @property
    def anchors(self):
        """The anchors that GitHub makes of the headings: letters, digits, `_` and `-`; a number after one that was there."""
        found = [re.sub(r"[^\w -]", "", text.strip().lower()).replace(" ", "-") for _, text in self.headings]
        return {anchor + (f"-{found[:i].count(anchor)}" if anchor in found[:i] else "") for i, anchor in enumerate(found)}

    @property
    def links(self):
        html = "".join(token.content for token in [*self.inline, *self.tokens] if token.type in ("html_inline", "html_block"))
        attributes = {"link_open": "href", "image": "src"}
        links = [child.attrs[attributes[child.type]] for child in self.inline if child.type in attributes]
        return links + re.findall(r'(?:href|src)="([^"]*)"', html)

    @property
    def tables(self):
        """Rows of cells, as they are written."""
        tables = []
        for token, then in zip(self.tokens, [*self.tokens[1:], None]):
            if token.type == "table_open":
                tables.append([])
            elif token.type == "tr_open":
                tables[-1].append([])
            elif token.type in ("th_open", "td_open"):
                tables[-1][-1].append(then.content)
        return tables

    def table(self, *headers):
        """The rows of the one table whose first row begins with these headers."""
        found = [table for table in self.tables if tuple(table[0][: len(headers)]) == headers]
        assert len(found) == 1, f"{self.name} has {len(found)} tables with the columns {headers}"
        return found[0][1:]


@cache
def parsed(text):
    return MARKDOWN.parse(text)


def page(name):
    return Page(name, (ROOT / name).read_text())


PAGES = [page(str(file.relative_to(ROOT))) for file in FILES]
