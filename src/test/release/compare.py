#!/usr/bin/env python3
"""Compares the function of two builds, and its libraries with the list of components."""

import json
import sys
import zipfile


# Artifacts that Maven resolves and Quarkus leaves out of the function, by itself or as application.properties says.
LEFT_OUT = ("com.aayushatharva.brotli4j.brotli4j-", "io.quarkus.quarkus-ide-launcher-")


def entries(file):
    """Each entry of a zip in its order: name, time, mode and content."""
    with zipfile.ZipFile(file) as zip_:
        return [(entry.filename, entry.date_time, entry.external_attr, zip_.read(entry)) for entry in zip_.infolist()]


def differences(one, two):
    if [name for name, *_ in one] != [name for name, *_ in two]:
        return ["the names of the entries, or their order"]
    return [name for (name, *said), (_, *others) in zip(one, two) if said != others]


def libraries(function):
    return {name.removeprefix("lib/modified-").removeprefix("lib/") for name, *_ in function if name.endswith(".jar")}


def components(sbom):
    """The file of each component, as Quarkus names it in the function."""
    files = set()
    for component in json.load(open(sbom))["components"]:
        qualifiers = dict(pair.split("=") for pair in component["purl"].partition("?")[2].split("&"))
        classifier = f"-{qualifiers['classifier']}" if "classifier" in qualifiers else ""
        files.add(f"{component['group']}.{component['name']}-{component['version']}{classifier}.jar")
    return {file for file in files if not file.startswith(LEFT_OUT)}


one, two = entries(sys.argv[1]), entries(sys.argv[2])
failures = [f"differs in two builds: {name}" for name in differences(one, two)]
if not failures and open(sys.argv[1], "rb").read() != open(sys.argv[2], "rb").read():
    failures = ["the zips differ in more than their entries"]
unlisted = sorted(libraries(one) ^ components(sys.argv[3]))
failures += [f"only in the function or only in its list of components: {name}" for name in unlisted]
print("\n".join(failures) or f"ok: two builds have the same {len(one)} entries, and the list of components fits them")
sys.exit(bool(failures))
