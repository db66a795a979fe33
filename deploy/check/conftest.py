import pytest
from function import unpacked


@pytest.fixture(scope="session")
def classes(tmp_path_factory):
    """The packaged function, unpacked."""
    return unpacked(tmp_path_factory.mktemp("function"))


def pytest_terminal_summary(terminalreporter):
    from test_alarms import TABLE

    if TABLE:
        terminalreporter.section("which alarms go off")
        for row, alarms in TABLE:
            terminalreporter.write_line(f"{row:50}{alarms}")
