"""curl, with the sandbox in place of http://localhost:8080. Every other host answers with a token. Notes each call."""

import json
import os
import re
import subprocess
import sys

SANDBOX = os.environ["COOKIE_GATEWAY" if os.environ["PAGE"] == "examples/cookie-authorizer/README.md" else "GATEWAY"]
HERE = "http://localhost:8080"
TOKEN = os.environ["TOKEN"]

values = {n for n, argument in enumerate(sys.argv, 1) if argument in ("-H", "--header")}
urls = [part for n, part in enumerate(sys.argv) if n not in values and re.match("https?://|TOKEN_ENDPOINT", part)]
if not all(url.startswith((HERE, SANDBOX)) for url in urls):
    named = json.dumps(dict.fromkeys(["access_token", "id_token", "idToken"], TOKEN))
    sys.exit(print(TOKEN if urls[0].startswith("http://localhost:3001") else named))

arguments = [part if n in values else part.replace(HERE, SANDBOX) for n, part in enumerate(sys.argv)][1:]
command = ["/usr/bin/curl", *arguments, "--write-out", r"%{stderr}\n%{response_code} %{url_effective}"]
done = subprocess.run(command, capture_output=True, text=True)
errors, _, noted = done.stderr.rpartition("\n")
sys.stdout.write(done.stdout)
sys.stderr.write(errors)
if noted and done.returncode == 0:
    status, url = noted.split(" ", 1)
    body = re.sub(r"(?s)^HTTP/.*\n\n", "", done.stdout.replace("\r", ""))
    try:
        answer = json.loads(body)
    except ValueError:
        answer = None
    call = {"line": int(os.environ["LINE"]), "status": status, "url": url, "body": body}
    with open(os.environ["CALLS"], "a") as calls:
        calls.write(json.dumps(call | {"json": answer if isinstance(answer, dict) else {}}) + "\n")
    if not url.startswith(SANDBOX + "/connectSessions") and status[0] != "2":
        sys.exit(f"{url}: {status}")
sys.exit(done.returncode)
