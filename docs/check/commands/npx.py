"""npx NAME@VERSION, from what package-lock.json pins: the version that a page names is the one that is tried here."""

import json
import os
import sys
from pathlib import Path

modules = Path(__file__).parents[1] / "node_modules"
name, _, version = sys.argv[1].rpartition("@")
package = json.loads((modules / name / "package.json").read_text())
if package["version"] != version:
    sys.exit(f"{sys.argv[1]}: the one that is tried here is {package['version']}")
os.execv(modules / ".bin" / name, [name, *sys.argv[2:]])
