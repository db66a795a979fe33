"""What the code knows, for the documents to be held against: read from the sources, each fact where it is decided."""

import json
import os
import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path

from pages import ROOT


REPOSITORY = Path(os.environ.get("MAVEN_REPOSITORY", Path.home() / ".m2/repository"))


def sources(folder, suffix="java"):
    return "\n".join(file.read_text() for file in sorted((ROOT / folder).rglob(f"*.{suffix}")))


def kebab(name):
    return re.sub(r"(?=[A-Z])", "-", name).lower()


def variable(key):
    """The environment's name of a property."""
    return re.sub(r"[^A-Za-z0-9]", "_", key).upper()


def configuration():
    """The properties of the function and their defaults; None where there is none."""
    found = {}
    for mapping in re.split(r"(?=@ConfigMapping)", sources("src/main/java"))[1:]:
        prefix = re.match(r'@ConfigMapping\(prefix = "([\w.-]+)"\)', mapping)[1]
        body = mapping.partition("\n}\n")[0]
        for annotations, method in re.findall(r"((?:@\w+(?:\([^)]*\))?\s+)*)[\w<>@(). ,]+? (\w+)\(\);", body):
            default = re.search(r"@WithDefault\(([^)]*)\)", annotations)
            written = re.findall(r'"([^"]*)"', default[1]) if default else re.findall(rf'{method}\(\)\.orElse\("(\w+)"', body)
            found[f"{prefix}.{kebab(method)}"] = "".join(written) or None
    return found


def required():
    """Those without which the function does not start."""
    check = sources("src/main/java/io/connectgateway/startup")
    return set(re.findall(r'^ {8}require\(\s*"(connect[\w.-]+)"', check, re.M)) - {"connect.policy.intents"}


@cache
def quarkus_keys():
    """Every key of the Quarkus extensions in the build, as they describe them in their jars."""
    version = re.search(r"<quarkus.version>(.*)<", (ROOT / "pom.xml").read_text())[1]
    found = set()

    def collect(item):
        if isinstance(item, dict):
            if "environmentVariable" in item:
                found.add(item["property"])
            for value in item.values():
                collect(value)
        elif isinstance(item, list):
            for value in item:
                collect(value)

    for jar in REPOSITORY.glob(f"io/quarkus/*/{version}/*-{version}.jar"):
        with zipfile.ZipFile(jar) as archive:
            if "META-INF/quarkus-config-doc/quarkus-config-model.json" in archive.namelist():
                collect(json.loads(archive.read("META-INF/quarkus-config-doc/quarkus-config-model.json")))
    assert len(found) > 500, f"no Quarkus {version} in {REPOSITORY}: mvn package brings it"
    return found


@cache
def quarkus_patterns():
    """For the keys, and for the variables of the environment; what is in quotes in a key is a name that the reader chooses."""
    keys = [[re.escape(part) for part in re.split(r'"[^"]*"', key)] for key in quarkus_keys()]
    variables = [[variable(part) for part in re.split(r'"[^"]*"', key)] for key in quarkus_keys()]
    return re.compile("|".join(r'(?:"[^"]+"|[^.]+)'.join(key) for key in keys)), re.compile("|".join("[A-Z0-9_]+".join(name) for name in variables))


def is_quarkus_key(key):
    return quarkus_patterns()[0].fullmatch(key)


def is_quarkus_variable(name):
    return quarkus_patterns()[1].fullmatch(name)


def errors():
    """Every error that the gateway makes: status, type and code."""
    table = sources("src/main/java/io/connectgateway/error")
    found = set(re.findall(r'error\(\s*(\d{3}),\s*"(\w+)",\s*"(\w+)"', table))
    (refused,) = re.findall(r'error\(\s*(\d{3}),\s*"(\w+)", e\.code\(\)', table)
    return found | {(*refused, code) for code in re.findall(r'"(\w+NotAllowed)"', sources("src/main/java/io/connectgateway/policy"))}


def details():
    """Codes of what is wrong with a property."""
    return set(re.findall(r'"(property[A-Z]\w+)"', sources("src/main/java"))) - {"propertyErrorDetail"}


def button_errors():
    """Codes of the errors that the browser's modules make themselves."""
    modules = sources("src/main/resources/META-INF/resources", "js")
    arguments = re.findall(r"\bfailure\(([^,]*),", modules) + re.findall(r"code = ok \? ('\w+')", modules)
    return {code for argument in arguments for code in re.findall(r"'(\w+)'", argument)}


def log_fields():
    return set(re.findall(r'write\w+\(\s*(?:json, )?"(\w+)"', sources("src/main/java/io/connectgateway/log")))


# https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report, and Logs Insights' own.
LAMBDA_LOG = {"type", "record.requestId", "record.status", "record.metrics.initDurationMs", "record.metrics.maxMemoryUsedMB", "@timestamp", "@message", "@logStream"}
FUNCTION_LOG = log_fields()


def options(folder, prefix):
    """The system properties that a program of ours reads."""
    return set(re.findall(rf'"({prefix}\.[a-z-]+)"', sources(folder)))


SANDBOX_OPTIONS = options("src/sandbox/java", "sandbox")
BENCH_OPTIONS = set(re.findall(r"\$\{(bench\.[a-z-]+)\}", (ROOT / "pom.xml").read_text()))
SYSTEM_PROPERTIES = SANDBOX_OPTIONS | BENCH_OPTIONS | set(re.findall(r'\b(?:getProperty|getInteger|getBoolean)\("([\w.-]+)"', sources("src")))
POM = (ROOT / "pom.xml").read_text()
APPLICATION = dict(re.findall(r"^([a-z][\w.-]*)=(.*)$", (ROOT / "src/main/resources/application.properties").read_text(), re.M))
KEYCLOAK = re.search(r"^version=(.*)$", (ROOT / "src/test/identity/run").read_text(), re.M)[1]
MANIFEST = [d for module in json.loads((ROOT / "src/button/custom-elements.json").read_text())["modules"] for d in module.get("declarations", [])]
ELEMENTS = {declaration["tagName"]: declaration for declaration in MANIFEST if declaration.get("customElement")}


def named(tag, kind):
    return {item["name"] for item in ELEMENTS[tag].get(kind, [])}


@cache
def words():
    """Every word of every file that is no document."""
    tracked = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    found = set()
    for name in tracked:
        file = ROOT / name
        if file.is_file() and file.suffix not in (".md", ".png", ".svg") and "documents" not in file.parts and file.name != "package-lock.json":
            found |= set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*", file.read_text(errors="replace")))
    return found
