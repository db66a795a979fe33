"""What a release needs beside the function: an entry for the Serverless Application Repository, and templates that name the release's zips."""

import json
import re
import subprocess
import xml.etree.ElementTree as ET

import pytest
import yaml
from cloudformation import ROOT, read_template

REPOSITORY = "https://github.com/shop/gateway"


@pytest.fixture(params=["arm64", "x86_64"])
def released(request, tmp_path):
    """The template that a release attaches for an architecture."""
    file = tmp_path / "template.yaml"
    command = [ROOT / "src/release/template", request.param, "1.2.3", REPOSITORY]
    file.write_text(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return request.param, read_template(file)


def application(template):
    return template["Metadata"]["AWS::ServerlessRepo::Application"]


def test_the_application_repository_takes_the_metadata():
    metadata = application(read_template())
    assert re.fullmatch(r"[a-zA-Z0-9-]{1,140}", metadata["Name"])
    assert 1 <= len(metadata["Description"]) <= 256
    assert re.fullmatch(r"[a-z0-9](([a-z0-9]|-(?!-))*[a-z0-9])?", metadata["Author"])
    assert metadata["SpdxLicenseId"] == "Apache-2.0"
    assert "Apache License" in (ROOT / metadata["LicenseUrl"]).read_text()
    assert 0 < (ROOT / metadata["ReadmeUrl"]).stat().st_size < 5 * 1024 * 1024
    assert 1 <= len(metadata["Labels"]) <= 10
    assert all(re.fullmatch(r"[a-zA-Z0-9+\-_:/@]{1,127}", label) for label in metadata["Labels"])


def test_the_metadata_has_the_version_of_the_build():
    version = ET.parse(ROOT / "pom.xml").getroot().findtext("{*}version")
    assert application(read_template())["SemanticVersion"] == version.removesuffix("-SNAPSHOT")


def test_the_buttons_package_has_the_version_and_the_repository_of_the_build():
    package = json.loads((ROOT / "button/package.json").read_text())
    lock = json.loads((ROOT / "button/package-lock.json").read_text())
    metadata = application(read_template())
    assert package["version"] == lock["version"] == metadata["SemanticVersion"]
    assert package["license"] == metadata["SpdxLicenseId"]
    # npm publishes with provenance only from the repository that the package names.
    assert package["repository"]["url"] == f"git+{metadata['SourceCodeUrl']}.git"
    assert (ROOT / package["repository"]["directory"] / "package.json").exists()


def test_a_release_says_its_version_and_its_repository(released):
    architecture, template = released
    metadata = application(template)
    assert metadata["SemanticVersion"] == "1.2.3"
    assert metadata["HomePageUrl"] == metadata["SourceCodeUrl"] == REPOSITORY
    assert metadata["Name"] == "gigs-connect-gateway" + ("" if architecture == "arm64" else "-x86-64")


def test_a_release_points_at_the_zip_of_its_architecture_and_takes_no_other(released):
    architecture, template = released
    assert template["Resources"]["Function"]["Properties"]["CodeUri"] == f"gigs-connect-gateway-{architecture}.zip"
    parameter = template["Parameters"]["Architecture"]
    assert parameter["Default"] == architecture
    assert parameter["AllowedValues"] == [architecture]


def test_a_release_changes_nothing_else(released):
    _, template = released
    source = read_template()
    for changed in (template, source):
        del changed["Metadata"]["AWS::ServerlessRepo::Application"], changed["Parameters"]["Architecture"]
        del changed["Resources"]["Function"]["Properties"]["CodeUri"]
    assert template == source


def test_every_action_is_pinned_by_its_commit():
    for workflow in (ROOT / ".github/workflows").glob("*.yml"):
        for uses in re.findall(r"uses: (.*)", workflow.read_text()):
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", uses), uses


def test_github_runs_what_the_gate_runs():
    gate = re.findall(r"^step (src/\S+|examples/\S+)", (ROOT / ".ci/run").read_text(), re.M)
    workflow = yaml.safe_load((ROOT / ".github/workflows/build.yml").read_text())
    steps = [step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]]
    assert len(gate) >= 4 and [check for check in gate if check not in steps] == []


def test_dependabot_watches_every_lock_file():
    updates = {update["package-ecosystem"]: update for update in yaml.safe_load((ROOT / ".github/dependabot.yml").read_text())["updates"]}
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()

    def folders(name):
        return {"/" + file.rpartition("/")[0] for file in tracked if file.endswith("/" + name)}

    assert set(updates["npm"]["directories"]) == folders("package-lock.json")
    assert set(updates["pip"]["directories"]) == folders("requirements.txt")
    assert updates.keys() == {"maven", "npm", "pip", "github-actions"}


def test_the_package_is_published_with_provenance_and_only_where_that_is_allowed():
    workflow = yaml.safe_load((ROOT / ".github/workflows/build.yml").read_text())
    publishing = {name: job for name, job in workflow["jobs"].items() if any("npm publish" in step.get("run", "") for step in job["steps"])}
    assert publishing.keys() == {"publish"}
    job = publishing["publish"]
    assert job["if"] == "startsWith(github.ref, 'refs/tags/v') && vars.PUBLISH_PACKAGE == 'true'"
    assert job["needs"] == "release" and job["environment"] == "npm"
    assert job["permissions"] == {"contents": "read", "id-token": "write"}
    assert job["steps"][-1]["run"] == "npm publish --provenance ./*.tgz"
