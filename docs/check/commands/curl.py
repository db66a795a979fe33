"""curl, with the sandbox in place of http://localhost:8080, and one that gives tokens in place of every other host. Notes each call and its answer."""

import json
import os
import re
import subprocess
import sys
from urllib.parse import quote

SANDBOX = os.environ["COOKIE_GATEWAY" if os.environ["PAGE"] == "examples/cookie-authorizer/README.md" else "GATEWAY"]


def here(argument, before):
    """An argument for this machine: a URL, or what a body has of the sandbox's own address."""
    if before in ("-H", "--header"):
        return argument
    argument = argument.replace("http://localhost:8080", SANDBOX)
    if re.match(r"https?://", argument) and not argument.startswith(SANDBOX) or argument == "TOKEN_ENDPOINT":
        return f"{os.environ['ISSUER']}/{quote(argument, safe='')}"
    return argument


arguments = [here(argument, before) for before, argument in zip(["", *sys.argv[1:]], sys.argv[1:])]
note = r"%{stderr}\n%{response_code} %{url_effective}"
done = subprocess.run(["/usr/bin/curl", *arguments, "--write-out", note] if "-w" not in arguments else ["/usr/bin/curl", *arguments], capture_output=True, text=True)
errors, _, noted = done.stderr.rpartition("\n")
sys.stdout.write(done.stdout)
sys.stderr.write(errors)
if noted and done.returncode == 0:
    status, url = noted.split(" ", 1)
    body = done.stdout.replace("\r", "").rpartition("\n\n")[2] if re.match("HTTP/", done.stdout) else done.stdout
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    call = {"line": int(os.environ["LINE"]), "status": status, "url": url, "body": body, "json": answer if isinstance(answer, dict) else {}}
    with open(os.environ["CALLS"], "a") as calls:
        calls.write(json.dumps(call) + "\n")
    if not url.startswith(SANDBOX + "/connectSessions") and status[0] != "2":
        sys.exit(f"{url}: {status}")
sys.exit(done.returncode)
