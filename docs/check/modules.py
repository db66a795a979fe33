"""Type-checks the blocks of JavaScript and TypeScript, each as a module, with the types of the button."""

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from pages import ROOT

HERE = Path(__file__).parent
BIN = HERE / "node_modules/.bin"
OPTIONS = {
    "noEmit": True,
    "noUncheckedSideEffectImports": True,
    "checkJs": True,
    "skipLibCheck": True,
    "target": "es2022",
    "module": "es2022",
    "moduleResolution": "bundler",
    "lib": ["es2022", "dom", "dom.iterable"],
    "jsx": "react-jsx",
    "types": [],
}
PACKAGE = json.loads((ROOT / "button/package.json").read_text())
# The modules that the gateway serves, and the exports of the npm package.
PATHS = {"https://api.shop.example/modules/*": ["./*"]} | {
    PACKAGE["name"] + name[1:]: [file.replace("/src/", "/").removesuffix(".js") + ".d.ts"]
    for name, file in PACKAGE["exports"].items()
    if isinstance(file, str) and file.endswith(".js")
}


def sources(block):
    """The modules of a block: itself, or what a page has between script tags."""
    if block.language in ("js", "ts", "tsx"):
        yield block.language, block.text
    elif block.language == "vue":
        yield from (("ts", text) for text in re.findall(r"<script setup lang=\"ts\">(.*?)</script>", block.text, re.S))
    elif block.language == "html":
        yield from (("js", text) for text in re.findall(r"<script type=\"module\">(.*?)</script>", block.text, re.S))


def problems(blocks):
    """The compiler's messages, by the block."""
    (HERE / "target").mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=HERE / "target"))
    for types in [*(ROOT / "button/src").glob("*.d.ts"), *HERE.glob("*.d.ts")]:
        shutil.copy(types, work)
    named = {}
    for block in blocks:
        for language, text in sources(block):
            file = f"block{len(named)}.{language}"
            named[file] = block
            (work / file).write_text(text + ("" if re.search(r"^(import|export)\b", text, re.M) else "\nexport {};\n"))
    options = {"compilerOptions": OPTIONS | {"paths": PATHS}, "include": ["*.d.ts", *named]}
    (work / "tsconfig.json").write_text(json.dumps(options))
    done = subprocess.run([BIN / "tsc", "-p", work], capture_output=True, text=True)
    shutil.rmtree(work)
    found = {block: [] for block in named.values()}
    for line in done.stdout.splitlines():
        if match := re.match(r"(?:.*/)?(block\d+\.\w+)\((\d+),.*?: (error .*)", line):
            found[named[match[1]]].append(f"line {match[2]}: {match[3]}")
        elif re.match(r"\S.*error TS", line):
            raise AssertionError(line)
    return found
