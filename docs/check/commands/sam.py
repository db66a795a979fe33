"""SAM's own command line, without what the command does: its options, and that what they name is there."""

import os
import re
import sys
import tomllib
from pathlib import Path

import click
from samcli.cli.main import cli
from samtranslator.yaml_helper import yaml_parse

tree = Path(os.environ["TREE"])
command = cli.get_command(click.Context(cli, obj=True), sys.argv[1])
if command is None:
    sys.exit(f"sam has no command {sys.argv[1]}")
given, _, _ = command.make_parser(click.Context(command, info_name=sys.argv[1])).parse_args(sys.argv[2:])
stages = tomllib.loads((tree / "samconfig.toml").read_text())
if given.get("config_env", "dev") not in stages:
    sys.exit(f"samconfig.toml has no {given['config_env']}")
template = given.get("template_file") or "template.yaml"
if re.fullmatch(r"template-(arm64|x86_64)\.yaml|packaged\.yaml", template):
    template = "template.yaml"
text = (tree / template).read_text()
for pair in (pair for value in given.get("parameter_overrides") or () for pair in str(value).split()):
    if pair.partition("=")[0] not in yaml_parse(text)["Parameters"]:
        sys.exit(f"{template} has no parameter {pair}")
