"""Runs a block of shell as a reader would: by bash, in a copy of the repository, with the sandbox for a gateway and stand-ins for what deploys or builds."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from facts import KEYCLOAK, REPOSITORY
from pages import ROOT

HERE = Path(__file__).parent
# Run as they are; whatever else a block calls has to have a stand-in in commands/, or it is not found.
REAL = "bash cat cp cut date dig env grep jq mkdir mktemp node printf python3 rm sed seq sha256sum sleep test tr true unzip zip".split()
# What a page tells the reader to fill in, or an earlier block of it has left in the shell.
READER = {
    "API": "http://localhost:8080",
    "ID": "shop-backend",
    "SECRET": "secret",
    "SUBSCRIPTION": "sub_0SNlurA049MEWV2gSfSxi00xlPIi",
    "LOGIN_URL": "https://shop.auth.eu-central-1.amazoncognito.com",
    "BACKEND_CLIENT_ID": "57cbishk4j24pabc1234567890",
    "BACKEND_CLIENT_SECRET": "secret",
}
FILES = {
    "company-ca.pem": "-----BEGIN CERTIFICATE-----",
    "gigs-connect-gateway-arm64.zip": "zip",
    "SHA256SUMS": "4a70fe9aa6436e02c2dea340fbd1e352e4ef2d8ce6ca52ad25d4b95471fc8bf2  gigs-connect-gateway-arm64.zip\n",
    "target/bench/bench.json": "{}",
}
# These take minutes, or ask what is deployed. The gate runs them.
SCRIPTS = ["src/test/*/run", "src/test/sam/smoke", ".ci/run", "examples/check", "src/button/check", "src/release/*"]
PREPARE = r"""set -euo pipefail -T; shopt -s inherit_errexit; trap 'n=${#BASH_LINENO[@]}; export LINE=$((n > 1 ? BASH_LINENO[n - 2] : LINENO))' DEBUG"""


def executable(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("#!/bin/bash\n" + text)
    file.chmod(0o755)


def make_tree(tree):
    """The repository as it is cloned, with what a reader has beside it."""
    tracked = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, tracked.splitlines()):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tree / name)
    for script in (file for glob in SCRIPTS for file in tree.glob(glob) if os.access(file, os.X_OK)):
        executable(script, "")
    executable(tree / f"target/identity/keycloak-{KEYCLOAK}/bin/kc.sh", "")
    executable(tree / "target/sam-venv/bin/python", 'test -f "$1"')
    for name, text in FILES.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)


def make_path(directory):
    for name in REAL:
        if shutil.which(name):
            (directory / name).symlink_to(shutil.which(name))
    for command in (HERE / "commands").glob("*.py"):
        executable(directory / command.stem, f'exec {sys.executable} {command} "$@"')


def joined(text):
    """A line for each command, whose comment then stands beside it; as many lines as before."""
    return re.sub(r"(?:.*\\\n)+.*", lambda lines: lines[0].replace("\\\n", " ") + "\n" * lines[0].count("\\\n"), text)


def expected(line, before):
    """The status, and the code if there is one, that a comment on a line or right above it names; else any 2xx."""
    for comment in (re.search(r"\s#\s*(.*)", line), re.match(r"#\s*(.*)", before)):
        if comment and (found := re.match(r"(\dxx|\d\d\d)\b(?: +`?(\w+)`?)?", comment[1])):
            return found[1], found[2]
    return "2xx", None


def wrong_answers(calls, lines, following):
    """What a call to the sandbox has answered that the page does not say."""
    answers = [call for call in calls if "/connectSessions" in call["url"]]
    for call in answers:
        line = lines[call["line"] - 2]
        status, code = expected(line, lines[call["line"] - 3] if call["line"] > 2 else "")
        if not re.fullmatch(status.replace("x", r"\d"), call["status"]):
            yield f"{line}: {call['status']} and not {status}: {call['body']}"
        elif code and call["json"].get("code") != code:
            yield f"{line}: {call['body']} and not {code}"
        elif status == "2xx" and call["json"].get("object") not in ("connectSession", "list"):
            yield f"{line}: no session: {call['body']}"
    if answers and following and following.language == "json":
        shown = json.loads(following.text.replace("{…}", "{}").replace("[…]", "[]"))
        if shown.keys() != answers[-1]["json"].keys():
            yield f"{following} shows {list(shown)}, and the answer has {list(answers[-1]['json'])}"


def unread_variables(text):
    """Variables that a line sets for one of the repository's scripts, which does not read them."""
    for assignments, script in re.findall(r"^((?:\w+=\S+ +)+)(src/\S+|examples/\S+)", text, re.M):
        if (ROOT / script).is_file():
            read = (ROOT / script).read_text()
            yield from (f"{script} does not read {name}" for name in re.findall(r"(\w+)=", assignments) if not re.search(rf"\b{name}\b", read))


def problems(block, tree, path, gateway, work):
    """What is wrong with a block of shell; nothing, if it does what its page says."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    subprocess.run(["cp", "-a", tree, work / "tree"], check=True)
    text = joined(block.text).replace("/tmp/", f"{work}/").replace("~/", f"{work}/")
    (work / "block").write_text(f"{PREPARE}\n{text}")
    here = work / "tree" / (Path(block.page).parent if block.page.startswith("examples/") else "")
    here = here if re.search(r"^ *(\./|\(cd |node --test)", block.text, re.M) else work / "tree"
    environment = READER | gateway | {"PATH": str(path), "HOME": str(work), "CALLS": str(work / "calls"), "TREE": str(work / "tree"), "PAGE": block.page, "MAVEN_REPOSITORY": str(REPOSITORY)}
    with (work / "output").open("w+") as output:
        process = subprocess.Popen(["bash", work / "block"], cwd=here, env=environment, stdout=output, stderr=output, stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            status = process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            status = "no end"
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        output.seek(0)
        printed = output.read()
    if status != 0:
        return [f"ends with {status}: {printed[-2000:]}"]
    calls = [json.loads(line) for line in (work / "calls").read_text().splitlines()] if (work / "calls").exists() else []
    return [*wrong_answers(calls, ["", *text.splitlines()][1:], block.following), *unread_variables(text)]
