"""The release and the workflow that makes it. deploy/check/run runs this beside the templates' checks."""

import json
import re
import subprocess
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest
import yaml
from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).parents[3]
JOBS = yaml.safe_load((ROOT / ".github/workflows/build.yml").read_text())["jobs"]


def steps(job):
    return JOBS[job]["steps"]


@pytest.mark.parametrize("processor", ["arm64", "x86_64"])
def test_a_release_takes_the_zip_of_its_processor_and_says_its_version(processor):
    released = subprocess.run([ROOT / "src/release/template", processor, "1.2.3"], check=True, capture_output=True,
        text=True).stdout
    template, source = yaml_parse(released), yaml_parse((ROOT / "template.yaml").read_text())
    function = template["Resources"]["Function"]["Properties"]
    assert function["CodeUri"] == f"gigs-connect-gateway-{processor}.zip"
    assert function["Description"] == "Gigs Connect Gateway 1.2.3"
    assert template["Parameters"]["Architecture"]["AllowedValues"] == [processor]
    for changed in (template, source):
        del changed["Parameters"]["Architecture"], changed["Resources"]["Function"]["Properties"]["CodeUri"]
        del changed["Resources"]["Function"]["Properties"]["Description"]
    assert template == source, "a release changes more"


def test_the_buttons_package_has_the_version_of_the_build():
    version = ET.parse(ROOT / "pom.xml").getroot().findtext("{*}version").removesuffix("-SNAPSHOT")
    (package,) = (file for file in (ROOT / "button/package.json", ROOT / "src/button/package.json") if file.exists())
    lock = json.loads(package.with_name("package-lock.json").read_text())
    button = json.loads(package.read_text())
    assert button["version"] == lock["version"] == version and button["license"] == "Apache-2.0"
    # npm publishes with provenance only from the repository that the package names.
    assert re.fullmatch(r"git\+https://github\.com/[\w/-]+\.git", button["repository"]["url"])
    assert (ROOT / button["repository"]["directory"] / "package.json") == package


def test_every_action_is_pinned_by_its_commit():
    for uses in (step["uses"] for job in JOBS for step in steps(job) if "uses" in step):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", uses), uses


def test_github_runs_what_the_gate_runs():
    scripts = r"\b(?:src|deploy|docs|examples|button)/[\w/]*(?:run|check)\b"
    gate = set(re.findall(scripts, (ROOT / ".ci/run").read_text()))
    run = [step.get("run", "") for job in JOBS for step in steps(job)]
    assert len(gate) >= 4 and [check for check in gate if check not in run] == []


def test_dependabot_watches_every_lock_file():
    updates = {update["package-ecosystem"]: update
        for update in yaml.safe_load((ROOT / ".github/dependabot.yml").read_text())["updates"]}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    for ecosystem, name in (("npm", "package-lock.json"), ("pip", "requirements.txt")):
        assert set(updates[ecosystem]["directories"]) == {"/" + file.rpartition("/")[0] for file in tracked
            if file.endswith("/" + name)}
    assert updates.keys() == {"maven", "npm", "pip", "github-actions"}


def test_the_package_is_published_from_the_same_run_with_provenance_and_only_where_that_is_allowed():
    assert [name for name in JOBS if any("npm publish" in step.get("run", "") for step in steps(name))] == ["publish"]
    job = JOBS["publish"]
    assert job["if"] == "startsWith(github.ref, 'refs/tags/v') && vars.PUBLISH_PACKAGE == 'true'"
    assert job["needs"] == "release" and job["environment"] == "npm"
    assert job["permissions"] == {"contents": "read", "id-token": "write"}
    *_, fetch, publish = steps("publish")
    assert fetch["uses"].startswith("actions/download-artifact@") and fetch["with"] == {"name": "package"}
    assert publish["run"] == "npm publish --provenance ./*.tgz"
    (kept,) = (step["with"] for step in steps("release") if step.get("uses", "").startswith("actions/upload-artifact@"))
    assert (kept["name"], kept["path"]) == ("package", "release/*.tgz")
    assert not any("gh release download" in step.get("run", "") for name in JOBS for step in steps(name)), (
        "anybody who may write can replace that"
    )


@pytest.mark.parametrize("job", ["native", "release", "publish"])
def test_what_is_released_restores_no_cache(job):
    for step in steps(job):
        assert "cache" not in step.get("with", {}) and "actions/cache" not in step.get("uses", ""), step


def test_a_release_is_built_in_an_image_that_is_named_by_its_digest():
    (pinned,) = (step for step in steps("native") if "builder-image" in step.get("run", ""))
    assert pinned["if"] == "startsWith(github.ref, 'refs/tags/v')"
    check = ["bash", "-e", "-c", pinned["run"].replace("pom.xml", "/dev/stdin")]
    image = "<quarkus.native.builder-image>quay.io/quarkus/builder{}</quarkus.native.builder-image>"
    for name, wanted in ((":25", 1), ("@sha256:" + "0" * 64, 0), ("@sha256:0", 1)):
        assert subprocess.run(check, input=image.format(name), text=True).returncode == wanted, name


# ELF's number of the machine: x86-64 and AArch64.
@pytest.mark.parametrize("machine, processor", [(0x3E, "x86_64"), (0xB7, "arm64")])
@pytest.mark.parametrize("configured", ["", "arm64", "x86_64"])
def test_the_build_refuses_another_processor_than_samconfig_names(machine, processor, configured, tmp_path):
    with zipfile.ZipFile(tmp_path / "function.zip", "w") as archive:
        archive.writestr("bootstrap", b"\x7fELF" + bytes(14) + bytes([machine, 0]))
    text = (ROOT / "samconfig.toml").read_text()
    assert text.count('"Architecture="') == 1
    (tmp_path / "samconfig.toml").write_text(text.replace('"Architecture="', f'"Architecture={configured}"'))
    assert tomllib.loads((tmp_path / "samconfig.toml").read_text())
    command = ["java", ROOT / "deploy/Architecture.java", tmp_path / "function.zip", tmp_path / "samconfig.toml"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == (configured not in ("", processor)), done
    assert f"Architecture={processor}" in done.stdout + done.stderr


def test_the_native_build_runs_that():
    profiles = ET.parse(ROOT / "pom.xml").getroot().find("{*}profiles")
    (native,) = (profile for profile in profiles if profile.findtext("{*}id") == "native")
    assert "deploy/Architecture.java" in [argument.text for argument in native.iter()
        if argument.tag.endswith("argument")]
