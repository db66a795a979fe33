"""Maven's command line without the build: the profiles, properties and tests that it names are there."""

import os
import sys
from pathlib import Path

TREE = Path(os.environ["TREE"])
GOALS = "package test verify spotless:apply exec:exec@bench".split()
# Those of plugins and of the sandbox, which pom.xml does not have.
PROPERTIES = """native quarkus.native.container-build skipTests surefire.failIfNoSpecifiedTests targetClasses
sandbox.audience sandbox.authorizer sandbox.issuer sandbox.webhook""".split()
pom = (TREE / "pom.xml").read_text()

for argument in sys.argv[1:]:
    name, _, value = argument[2:].partition("=")
    if argument.startswith("-P"):
        known = f"<id>{name}</id>" in pom
    elif argument.startswith(("-Dtest=", "-Dit.test=")):
        known = value == "none" or [*(TREE / "src/test/java").rglob(f"{value}.java")]
    elif argument.startswith("-D"):
        known = name in PROPERTIES or f"${{{name}}}" in pom
    else:
        known = argument in GOALS
    if not known:
        sys.exit(f"the build does not know {argument}")
