"""Maven's command line without the build: the profiles, properties, goals and tests that it names are there."""

import os
import re
import sys
from pathlib import Path

TREE = Path(os.environ["TREE"])
PHASES = {"clean", "compile", "test-compile", "test", "package", "verify", "install"}
FLAGS = {"-q", "-B", "-U", "-ntp", "--batch-mode", "--quiet"}
KNOWN = {"skipTests", "skipITs", "surefire.failIfNoSpecifiedTests", "failsafe.failIfNoSpecifiedTests", "targetClasses"}

pom = (TREE / "pom.xml").read_text()
programs = "".join(file.read_text() for folder in ("src/sandbox/java", "src/test/java", "bench") for file in (TREE / folder).rglob("*.*") if file.suffix in (".java", ".mjs"))


def is_read(name):
    return name in KNOWN or name.startswith("quarkus.") or f"${{{name}}}" in pom or f'"{name}"' in programs or f"<name>!?{name}" in pom or f"<name>{name}<" in pom


def are_tests(pattern):
    if pattern == "none":
        return "-Dsurefire.failIfNoSpecifiedTests=false" in sys.argv
    names = [part.partition("#")[0].strip("!") for part in pattern.split(",")]
    return all([*(TREE / "src/test/java").rglob(f"{name}.java")] for name in names)


for argument in sys.argv[1:]:
    name, _, value = argument[2:].partition("=")
    if argument.startswith("-P"):
        known = all(f"<id>{profile}</id>" in pom for profile in name.split(","))
    elif argument.startswith("-D"):
        known = are_tests(value) if name in ("test", "it.test") else is_read(name)
    elif ":" in argument:
        known = re.search(rf"<artifactId>({argument.split(':')[-2]}|.*{argument.split(':')[-2].split('-')[0]}.*-maven-plugin|maven-.*-plugin)<", pom)
    else:
        known = argument in PHASES | FLAGS
    if not known:
        sys.exit(f"the build does not know {argument}")
