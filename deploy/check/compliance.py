"""Findings of Checkov and of AWS Control Tower's rules in a deployment, and the rules that its template suppresses."""

import json
import os
import platform
import re
import subprocess

from cloudformation import ROOT

CHECKOV = ROOT / "target/deploy-check-checkov-venv/bin/checkov"
GUARD = ROOT / "deploy/check/guard/node_modules/@cdklabs/cdk-validator-cfnguard"
SYSTEMS = {"Linux": "ubuntu", "Darwin": "macos"}
MACHINES = {"arm64": "aarch64", "AMD64": "x86_64"}


def findings(deployments, directory):
    """Pairs of resource and rule for each name of a deployment. It ignores suppressions."""
    for name, deployment in deployments.items():
        resources = {id_: {key: value for key, value in r.items() if key != "Metadata"}
            for id_, r in deployment.resources.items()}
        document = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
        (directory / f"{name}.json").write_text(json.dumps(document, indent=1))
    found = {name: set() for name in deployments}
    for name, resource, rule in [*checkov(directory), *guard(directory)]:
        found[name].add((resource, rule))
    return found


def checkov(directory):
    # Without --skip-download, Checkov would load the texts of its policies from its vendor.
    arguments = ["--framework", "cloudformation", "--skip-download", "--output", "json", "--directory", directory]
    report = json.loads(run(CHECKOV, *arguments, allowed=(0, 1)))
    assert report["summary"]["parsing_errors"] == 0 and report["summary"]["passed"] > 0
    for check in report["results"]["failed_checks"]:
        name = check["file_path"].strip("/").removesuffix(".json")
        yield name, check["resource"].rpartition(".")[2], check["check_id"]


def guard(directory):
    system = f"{SYSTEMS[platform.system()]}/{MACHINES.get(platform.machine(), platform.machine())}"
    rules = GUARD / "rules/control-tower/cfn-guard"
    arguments = ["--rules", rules, "--data", directory, "--structured", "--output-format", "json", "--show-summary",
        "none"]
    reports = json.loads(run(GUARD / "bin" / system / "cfn-guard", "validate", *arguments, allowed=(0, 19)))
    assert any(report["compliant"] for report in reports), "no rule was tried"
    for report in reports:
        name = os.path.basename(report["name"]).removesuffix(".json")
        for failed in report["not_compliant"]:
            for resource in set(re.findall(r"/Resources/(\w+)", json.dumps(failed))):
                yield name, resource, failed["Rule"]["name"]


def run(*command, allowed):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    assert done.returncode in allowed, done.stderr or done.stdout
    return done.stdout


def suppressions(template):
    """Pairs of resource and rule."""
    for name, resource in template["Resources"].items():
        metadata = resource.get("Metadata", {})
        for skip in metadata.get("checkov", {}).get("skip", []):
            yield name, skip["id"]
        for rule in metadata.get("guard", {}).get("SuppressedRules", []):
            yield name, rule


def without_reason(text):
    """Suppressed rules in a template's text without a comment before them."""
    lines = text.splitlines()
    bare = []
    for n, line in enumerate(lines):
        if line.strip().startswith("- id: CKV"):
            if not re.match(r"\s+comment: \S", lines[n + 1]):
                bare.append(line.strip())
        elif re.fullmatch(r"\s+- [a-z0-9_]+_check", line) and not lines[n - 1].strip().startswith("#"):
            bare.append(line.strip())
    return bare
