"""The tables that repeat the code are what docs/check/tables.py writes."""

import pytest
import tables


@pytest.mark.parametrize("page", sorted({page for page, _ in tables.TABLES.values()}))
def test_the_command_changes_nothing(page):
    assert tables.pages()[page] == (tables.ROOT / page).read_text(), "run docs/check/tables.py"


@pytest.mark.parametrize("name", tables.TABLES)
def test_every_row_has_a_text(name):
    page, rows = tables.TABLES[name]
    text = tables.rewritten((tables.ROOT / page).read_text(), name, list(rows()))
    table = text.partition(f"<!-- table: {name} -->")[2].strip().split("\n\n")[0].splitlines()[2:]
    assert table and [row for row in table if not tables.cells(row)[len(next(iter(rows())))]] == []


def test_keeps_what_is_written_by_hand():
    head, tail = "<!-- table: x -->\n\n| a | b | c |\n| --- | --- | --- |\n", "\nend\n"
    before = head + "| `k` | 1 | why \\| how |\n| `old` | 1 | gone |\n" + tail
    after = head + "| `k` | 2 | why \\| how |\n| `n` | 3 |  |\n" + tail
    assert tables.rewritten(before, "x", [["`k`", "2"], ["`n`", "3"]]) == after
