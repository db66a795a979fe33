"""Runs a block of shell as a reader would: by bash, in a copy of the repository, with the sandbox as the gateway.

Commands that deploy or build are stand-ins: those in commands/ check their arguments, the others in NOTHING do nothing.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from pages import ROOT

HERE = Path(__file__).parent
REAL = """bash cat cp cut date dig env grep jq mkdir mktemp node printf python3 rm sed seq sha256sum sleep test tr true
unzip zip""".split()
NOTHING = "cargo gh git npm npx openssl sudo".split()
# A page tells the reader to fill these in.
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
# These take minutes, or ask a deployed gateway. The gate runs them.
SCRIPTS = "src/test/*/run */check/run deploy/smoke .ci/run examples/check button/check src/release/*".split()
PREPARE = """set -euo pipefail -T; shopt -s inherit_errexit; \
trap 'n=${#BASH_LINENO[@]}; export LINE=$((n > 1 ? BASH_LINENO[n - 2] : LINENO))' DEBUG"""


def executable(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("#!/bin/bash\n" + text)
    file.chmod(0o755)


def make_tree(tree):
    """The repository as it is cloned, with the files that a reader has beside it."""
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(lambda name: (ROOT / name).is_file(), listed.splitlines()):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tree / name)
    for script in (file for glob in SCRIPTS for file in tree.glob(glob) if os.access(file, os.X_OK)):
        executable(script, "")
    for name, text in FILES.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)


def make_path(directory):
    directory.mkdir()
    for name in filter(shutil.which, REAL):
        (directory / name).symlink_to(shutil.which(name))
    for name in NOTHING:
        executable(directory / name, "")
    for command in (HERE / "commands").glob("*.py"):
        executable(directory / command.stem, f'exec {sys.executable} {command} "$@"')


def joined(text):
    """A line for each command, so that its comment stands beside it; as many lines as before."""
    return re.sub(r"(?:.*\\\n)+.*", lambda lines: lines[0].replace("\\\n", " ") + "\n" * lines[0].count("\\\n"), text)


def expected(line):
    """The status, and the code if there is one, that the comment on a line names; otherwise any 2xx."""
    found = re.search(r"\s#\s*(\dxx|\d\d\d)\b(?: +(\w+))?", line)
    return found.groups() if found else ("2xx", None)


def wrong_answers(calls, lines, following):
    """Answers of the sandbox that differ from the page."""
    answers = [call for call in calls if "/connectSessions" in call["url"]]
    for call in answers:
        line = lines[call["line"] - 2]
        status, code = expected(line)
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


def problems(block, tree, path, gateway, work):
    """The ways in which a block of shell does not do what its page says."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    subprocess.run(["cp", "-a", tree, work / "tree"], check=True)
    text = joined(block.text).replace("/tmp/", f"{work}/").replace("~/", f"{work}/")
    (work / "block").write_text(f"{PREPARE}\n{text}")
    from_example = block.page.startswith("examples/") and re.search(r"^ *(\./|\(cd |node )", block.text, re.M)
    here = work / "tree" / (Path(block.page).parent if from_example else "")
    own = {"PATH": str(path), "HOME": str(work), "PAGE": block.page}
    own |= {"CALLS": str(work / "calls"), "TREE": str(work / "tree")}
    done = subprocess.run(
        [shutil.which("timeout"), "--kill-after=1", "60", "bash", work / "block"],
        cwd=here, env=READER | gateway | own, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=90,
    )
    if done.returncode != 0:
        return [f"ends with {done.returncode}: {(done.stdout + done.stderr)[-2000:]}"]
    noted = (work / "calls").read_text() if (work / "calls").exists() else ""
    calls = [json.loads(line) for line in noted.splitlines()]
    return list(wrong_answers(calls, text.splitlines(), block.following))
