import os
from urllib.request import urlopen

import pytest
import shell


@pytest.fixture(scope="session")
def gateway():
    """The addresses of the running sandboxes, and a token."""
    with urlopen(os.environ["GATEWAY"] + "/sandbox/tokens/known-user") as answer:
        token = answer.read().decode()
    return {name: os.environ[name] for name in ("GATEWAY", "COOKIE_GATEWAY")} | {"TOKEN": token}


@pytest.fixture(scope="session")
def machine(tmp_path_factory):
    """A copy of the repository, and the commands on the PATH."""
    directory = tmp_path_factory.mktemp("machine")
    shell.make_tree(directory / "tree")
    shell.make_path(directory / "path")
    return directory


@pytest.fixture
def run_shell(gateway, machine, tmp_path):
    return lambda block: shell.problems(block, machine / "tree", machine / "path", gateway, tmp_path / "reader")
