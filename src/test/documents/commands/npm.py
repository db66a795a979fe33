"""npm ci and npm's scripts, without running them: examples/check and src/button/check do."""

import json
import sys
from pathlib import Path

words = [word for word in sys.argv[1:] if word not in ("run", "--silent")]
if words == ["ci"]:
    sys.exit(not Path("package-lock.json").exists())
sys.exit(not (len(words) == 1 and words[0] in json.loads(Path("package.json").read_text())["scripts"]))
