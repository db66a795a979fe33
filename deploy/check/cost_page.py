"""The tables of docs/cost.md. Run, it writes them anew."""

import re

from cloudformation import ROOT, Deployment, read_template
from cost import CALLS, QUOTAS, Load, marginal
from stages import STAGES

PAGE = ROOT / "docs/cost.md"
RATES = (1, 100, 10_000)
COLUMNS = [f"{rate:,} a minute" for rate in RATES]


def cost_table(deployment):
    loads = [Load(rate) for rate in RATES]
    costs = [load.costs(deployment) for load in loads]
    rows = [[name, *(f"{cost[name]:,.2f}" for cost in costs)] for name in costs[0]]
    rows += [["**in all**", *(f"**{sum(cost.values()):,.2f}**" for cost in costs)]]
    rows += [["a million sessions, without what is due anyway", *(f"{marginal(load, deployment):,.2f}" for load in loads)]]
    return table(["dollars a month", *COLUMNS], rows)


def load_table(deployment):
    loads = [Load(rate) for rate in RATES]
    rows = {
        "sessions a second": [f"{load.second:.2f}" for load in loads],
        "requests in the function at once, on average": [f"{load.busy:.2f}" for load in loads],
        "environments": [f"{load.environments}" for load in loads],
        "the same number provisioned, dollars a month": [f"{load.provisioned(deployment):,.2f}" for load in loads],
        "requests at once while Gigs takes 6 s, its limit": [f"{load.while_gigs_is_slow:,}" for load in loads],
        "`RateLimit` and `CreateRateLimit`, at least": [f"{load.rate_limit:,}" for load in loads],
    }
    return table(["", *COLUMNS], [[name, *values] for name, values in rows.items()])


def storm_table(starts=1_000):
    """Environments that start within a second, for one new shopper each."""
    uses = {name: starts * (CALLS if name.startswith("API Gateway") else 1) for name in QUOTAS}
    rows = [[name, f"{uses[name]:,}", f"{quota:,} {unit}", f"{uses[name] / quota:.0%}"] for name, (quota, unit) in QUOTAS.items()]
    return table([f"{starts:,} environments start at once", "take", "of", "share"], rows)


def table(head, rows):
    return "".join("| " + " | ".join(cells) + " |\n" for cells in [head, ["---"] * len(head), *rows])


def written(page, template):
    """The page with its tables as they are to be."""
    deployment = Deployment(template, STAGES["dev"])
    for name, text in {"cost": cost_table(deployment), "load": load_table(deployment), "storm": storm_table()}.items():
        page, times = re.subn(rf"(<!-- {name} -->\n)(\|[^\n]*\n)*", lambda found, text=text: found[1] + text, page)
        assert times == 1, name
    return page


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(), read_template()))
