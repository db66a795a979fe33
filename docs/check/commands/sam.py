"""SAM's own command line without what the command does: its options, and that the parameters that they name are there."""

import os
import re
import sys
from pathlib import Path

import click
from samcli.cli.main import cli

command = cli.get_command(click.Context(cli, obj=True), sys.argv[1])
if command is None:
    sys.exit(f"sam has no command {sys.argv[1]}")
given, _, _ = command.make_parser(click.Context(command, info_name=sys.argv[1])).parse_args(sys.argv[2:])
template = Path(os.environ["TREE"]) / (given.get("template_file") or "template.yaml")
text = template.read_text() if template.exists() else (Path(os.environ["TREE"]) / "template.yaml").read_text()
for pair in (pair for value in given.get("parameter_overrides") or () for pair in str(value).split()):
    if not re.search(rf"^  {pair.partition('=')[0]}:$", text.partition("\nParameters:\n")[2].partition("\nConditions:\n")[0], re.M):
        sys.exit(f"{template.name} has no parameter {pair}")
