"""docs/cost.md says what the arithmetic says, and that starts from what was measured."""

import math
import re

import cost
import pytest
from cloudformation import ROOT, Deployment, read_template
from cost import Load, tiered
from cost_page import PAGE, RATES, written
from stages import STAGES

DEPLOYMENT = Deployment(read_template(), STAGES["dev"])


def test_the_page_has_the_tables_that_the_arithmetic_gives():
    # python src/test/sam/cost_page.py writes them.
    assert written(PAGE.read_text(), read_template()) == PAGE.read_text()


def more_memory(template):
    template["Parameters"]["MemorySize"]["Default"] = 1024


def one_alarm_less(template):
    del template["Resources"]["LatencyAlarm"]


def one_metric_less(template):
    del template["Resources"]["ColdStartsFilter"]


@pytest.mark.parametrize("change", [more_memory, one_alarm_less, one_metric_less], ids=lambda change: change.__name__)
def test_notices_that_a_table_is_out_of_date(change):
    template = read_template()
    change(template)
    assert written(PAGE.read_text(), template) != PAGE.read_text()


def test_starts_from_the_figures_of_the_benchmark():
    measured = (ROOT / "docs/performance.md").read_text().partition("**upstreams realistic, page cache warm**")
    row = r"\| {} \| ([\d.]+) /"
    assert float(re.search(row.format("init"), measured[2])[1]) / 1000 == cost.INIT
    assert float(re.search(row.format("warm request"), measured[2])[1]) / 1000 == cost.CREATE
    assert math.ceil(float(re.search(row.format("warm request"), measured[0])[1])) / 1000 == cost.FILE


def test_the_token_is_read_as_often_as_the_function_does():
    config = (ROOT / "src/main/java/io/connectgateway/secret/TokenConfig.java").read_text()
    (minutes,) = re.findall(r'@WithDefault\("PT(\d+)M"\)', config)
    assert cost.READS == 730 * 60 / int(minutes)


def test_a_hundred_a_minute_by_hand():
    """4,380,000 sessions a month, half a GB for 0.133 s each, two environments."""
    load = Load(100)
    costs = load.costs(DEPLOYMENT)
    assert (load.month, load.environments, load.while_gigs_is_slow, load.rate_limit) == (4_380_000, 2, 10, 5)
    assert costs["HTTP API"] == pytest.approx(17.52 * 1.20)
    assert costs["Lambda, requests"] == pytest.approx(13.14 * 0.20)
    assert costs["Lambda, time"] == pytest.approx((582_540 + 2 * 365 * 0.12) * 0.5 * 0.0000133334)
    assert costs["Secrets Manager"] == pytest.approx(0.40 + 2 * 8_760 / 10_000 * 0.05)
    assert costs["Access log"] == pytest.approx(17.52e6 * cost.ACCESS_LINE / 1e9 * 0.63)
    # Five invocations a second: the first, and a twentieth of all.
    assert costs["Traces"] == pytest.approx(730 * 3600 * (1 + 0.05 * 5) * 5e-6)
    assert costs["Traffic out"] == pytest.approx(4.38e6 * 13_000 / 1e9 * 0.09)


def test_much_is_cheaper():
    assert tiered(300e6, cost.HTTP_API) == pytest.approx(360)
    assert tiered(400e6, cost.HTTP_API) == pytest.approx(360 + 108)


def test_no_traffic_costs_what_is_there_anyway():
    idle = Load(0).costs(DEPLOYMENT)
    assert {name for name, dollars in idle.items() if dollars > 0} == {
        "Secrets Manager",
        "Metrics from logs",
        "Alarms",
        "Dashboard and key of the alarms",
    }
    assert [Load(rate).environments for rate in RATES] == sorted(Load(rate).environments for rate in RATES)
