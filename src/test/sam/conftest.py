import pytest
from function import unpacked


@pytest.fixture(scope="session")
def classes(tmp_path_factory):
    """The packaged function, unpacked."""
    return unpacked(tmp_path_factory.mktemp("function"))
