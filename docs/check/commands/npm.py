"""npm ci, the installation of the button's package, and npm's scripts, without running them: examples/check and src/button/check do."""

import json
import os
import sys
from pathlib import Path

words = [word for word in sys.argv[1:] if word not in ("run", "--silent")]
if words == ["ci"]:
    sys.exit(not Path("package-lock.json").exists())
if words[0] == "install":
    package = json.loads((Path(os.environ["TREE"]) / "src/button/package.json").read_text())["name"]
    sys.exit(words[1:] != [f"./{package.strip('@').replace('/', '-')}-VERSION.tgz"])
sys.exit(not (len(words) == 1 and words[0] in json.loads(Path("package.json").read_text())["scripts"]))
