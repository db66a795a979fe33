"""Maven's command line, without the build: profiles, properties, goals and tests that it names are there."""

import os
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from facts import SYSTEM_PROPERTIES, is_quarkus_key

PHASES = {"clean", "compile", "test-compile", "test", "package", "verify", "install"}
# Maven's and its plugins' own.
KNOWN = {"skipTests", "skipITs", "test", "it.test", "surefire.failIfNoSpecifiedTests", "failsafe.failIfNoSpecifiedTests"}
FLAGS = {"-q", "-B", "-U", "-ntp", "--batch-mode", "--quiet"}

pom = (Path(os.environ["TREE"]) / "pom.xml").read_text()
project = ET.fromstring(pom)
profiles = {found.text for found in project.findall("{*}profiles/{*}profile/{*}id")}
plugins = {found.text for found in project.findall(".//{*}plugin/{*}artifactId")}
read = KNOWN | SYSTEM_PROPERTIES | set(re.findall(r"\$\{([\w.-]+)}", pom)) | set(re.findall(r"<property>\s*<name>([\w.-]+)", pom))


def tests(pattern):
    if pattern == "none":
        return "-Dsurefire.failIfNoSpecifiedTests=false" in sys.argv
    return [file for part in pattern.split(",") for file in (Path(os.environ["TREE"]) / "src/test/java").rglob(part.partition("#")[0].strip("!") + ".java")]


for argument in sys.argv[1:]:
    name, _, value = argument[2:].partition("=")
    if argument.startswith("-P"):
        wrong = set(argument[2:].split(",")) - profiles
    elif argument.startswith("-D"):
        wrong = not (name in read or is_quarkus_key(name)) or name in ("test", "it.test") and not tests(value)
    elif ":" in argument:
        prefix = argument.split(":")[-2]
        wrong = not plugins & {prefix, f"{prefix}-maven-plugin", f"maven-{prefix}-plugin"}
    else:
        wrong = argument not in PHASES | FLAGS
    if wrong:
        sys.exit(f"the build does not know {argument}")
