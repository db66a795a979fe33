def pytest_terminal_summary(terminalreporter):
    from test_alarms import TABLE

    terminalreporter.section("which alarms go off")
    for row, alarms in TABLE:
        terminalreporter.write_line(f"{row:45}{alarms}")
