"""A notebook: are hours, travel, weekends and gaps shared fairly among the carers?"""

# pyright: reportUnusedExpression=false

import marimo

app = marimo.App(width="full", app_title="Ronda: fairness")


@app.cell
def _(mo):
    mo.md(
        """
        # Are hours, travel, weekends and gaps shared fairly among the carers?

        The morning is when everybody is needed, so that contracts, weekends and unpaid gaps easily fall on the same
        people. This page puts carers into groups **by their work**, and compares what each group has on average in two
        plans. What is fair is for the members to say; here is what they would talk about.

        Only groups of **at least five** are shown. Smaller ones are told together as “others”, and where these are
        still too few, the next smallest group joins them.
        """
    )
    return


@app.cell
def _():
    import marimo as mo

    from engine import kpis
    from engine.kpi import FEWEST, by_group
    from notebooks.carer_groups import GROUPINGS
    from notebooks.drawing.groups import FIGURES, compared
    from notebooks.policies import TODAY, planned, policies
    from notebooks.weeks import own_plans, week

    return FEWEST, FIGURES, GROUPINGS, TODAY, by_group, compared, kpis, mo, own_plans, planned, policies, week


@app.cell
def _(mo):
    asked = mo.cli_args()
    return (asked,)


@app.cell
def _():
    moves = 150_000
    return (moves,)


@app.cell
def _(asked, own_plans, week):
    this_week = week(asked, clients=120, carers=28)
    problem = this_week.problem
    given = own_plans(this_week, asked)
    return given, problem, this_week


@app.cell
def _(TODAY, given, mo, moves, planned, policies, problem):
    named = policies(problem)
    first, second = next(iter(given), TODAY), "even work"
    with mo.status.spinner("Planning the week twice …"):
        plans = {first: given[first] if given else planned(problem, named[TODAY], moves)}
        plans[second] = planned(problem, named[second], moves)
    return named, plans


@app.cell
def _(TODAY, mo, moves, named, plans, problem, this_week):
    _now, _even = named[TODAY], named["even work"].values
    _changed = ", ".join(f"{rule} {weight:g}" for rule, weight in _even.items() if _now.values.get(rule) != weight)
    _first = next(iter(plans))
    mo.md(
        f"*Where the data come from.* {this_week.source} “{_first}” is planned under the weights of the week "
        f"({problem.weights.name}); “even work” under the same but for {_changed}. Plans made here: {moves:,} moves, "
        "seed 1."
    )
    return


@app.cell
def _(GROUPINGS, mo):
    grouping = mo.ui.dropdown(list(GROUPINGS), value=next(iter(GROUPINGS)), label="Carers grouped by")
    grouping
    return (grouping,)


@app.cell
def _(GROUPINGS, by_group, grouping, kpis, plans, problem):
    groups = GROUPINGS[grouping.value](problem)
    figures = {name: kpis(problem, plan) for name, plan in plans.items()}
    means = {name: by_group(found.carers, groups) for name, found in figures.items()}
    return figures, groups, means


@app.cell
def _(FEWEST, compared, grouping, means, mo):
    if all(means.values()):
        _shown = compared(list(means), list(means.values()), f"What groups have on average, by {grouping.value}")
    else:
        _shown = mo.md(f"There are fewer than {FEWEST} carers in this week: nothing is shown of so few.")
    _shown
    return


@app.cell
def _(figures, means, mo):
    _rows = [
        f"| {name} | {one.group} | {one.carers} | {one.minutes.spread / 60:.1f} | {100 * one.travel.spread:.1f} | "
        f"{one.unpaid.spread / 60:.1f} | {one.weekends.spread:.2f} |"
        for name, told in means.items()
        for one in told
    ]
    _whole = " · ".join(
        f"“{name}”: {found.travel_minutes / 60:.0f} h of travel and {found.unpaid_minutes / 60:.0f} h of unpaid gaps"
        for name, found in figures.items()
    )
    mo.md(
        "## How far members of a group lie from its mean\n\n"
        "The standard deviation: the smaller, the more alike are the weeks of those who work alike.\n\n"
        "| plan | group | carers | hours worked | travel, % | unpaid gaps, hours | weekends |\n"
        "|:---|:---|---:|---:|---:|---:|---:|\n" + "\n".join(_rows) + f"\n\n{_whole}"
    )
    return


if __name__ == "__main__":
    app.run()
