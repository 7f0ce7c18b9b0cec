"""A notebook: what do the weights choose, and what would other weights buy and cost?"""

# pyright: reportUnusedExpression=false

import marimo

app = marimo.App(width="full", app_title="Ronda: tune weights")


@app.cell
def _(mo):
    mo.md(
        """
        # What do the weights choose, and what would other weights buy and cost?

        A weight says what one unit of a rule costs: a minute of travel, one more carer at a client's door. Ronda looks
        for the plan that costs least, so that the weights decide what kind of week people get. **Move a slider**: the
        plans below are judged again at once, and the ring moves to the one that these weights would choose. **Plan
        anew** makes a plan that is best, as far as is found in a few seconds, under the weights as you have set them.
        """
    )
    return


@app.cell
def _(mo, this_week):
    mo.md(f"*Where the data come from.* {this_week.source}")
    return


@app.cell
def _():
    import marimo as mo

    from engine import Limits, catalogue
    from engine.analysis import AIMS, amounts, pareto, rescore
    from engine.analysis import figures as figures_of
    from notebooks.drawing.choice import CLICKED, Standing, choice
    from notebooks.drawing.rounds import rounds
    from notebooks.policies import TODAY, changed, command, planned, plans, weights_now
    from notebooks.purposes import TITLES, beyond, by_purpose
    from notebooks.weeks import week

    return (
        AIMS,
        CLICKED,
        Limits,
        Standing,
        TITLES,
        TODAY,
        amounts,
        beyond,
        by_purpose,
        catalogue,
        changed,
        choice,
        command,
        figures_of,
        mo,
        pareto,
        planned,
        plans,
        rescore,
        rounds,
        week,
        weights_now,
    )


@app.cell
def _(mo):
    asked = mo.cli_args()
    return (asked,)


@app.cell
def _():
    moves = 100_000
    return (moves,)


@app.cell
def _(asked, week):
    this_week = week(asked)
    problem = this_week.problem
    return problem, this_week


@app.cell
def _(mo, moves, plans, problem):
    with mo.status.spinner("Planning the week under six different weights …") as _spinner:
        stored = plans(problem, moves, lambda name: _spinner.update(subtitle=name))
    return (stored,)


@app.cell
def _(mo):
    own_plans, keep_plan = mo.state({})
    return keep_plan, own_plans


@app.cell
def _(amounts, figures_of, own_plans, problem, stored):
    shown_plans = {**stored, **own_plans()}
    found = [amounts(problem, plan) for plan in shown_plans.values()]
    standing = [figures_of(problem, plan, known=one) for plan, one in zip(shown_plans.values(), found, strict=True)]
    return found, shown_plans, standing


@app.cell
def _(catalogue, mo, problem, weights_now):
    TUNED = (
        *("travel", "continuity", "usual_carer", "lateness"),
        *("preferred_time", "below_contract", "waiting", "workload_spread"),
    )
    now = weights_now(problem)
    titles = {entry.id: (entry.title, entry.unit) for entry in catalogue()}
    UNIT = {"minutes": "a minute", "times": "a time", "carers": "a carer", "cents": "a cent", "metres": "a metre"}
    reset = mo.ui.button(label="Back to today's weights")
    return TUNED, UNIT, now, reset, titles


@app.cell
def _(TUNED, UNIT, mo, now, reset, titles):
    _pressed = reset.value  # pressing it makes the sliders anew
    sliders = mo.ui.dictionary(
        {
            rule: mo.ui.slider(
                start=0,
                stop=round(6 * now[rule], 3),
                step=round(now[rule] / 10, 3),
                value=now[rule],
                label=f"{titles[rule][0]}, points {UNIT[titles[rule][1]]}",
                show_value=True,
                full_width=True,
            )
            for rule in TUNED
            if now.get(rule)
        }
    )
    return (sliders,)


@app.cell
def _(AIMS, TITLES, mo):
    _aims = {TITLES[name]: name for name in AIMS}
    across = mo.ui.dropdown(_aims, value=TITLES["travel"], label="Across")
    up = mo.ui.dropdown(_aims, value=TITLES["continuity"], label="Upwards")
    again = mo.ui.run_button(label="Plan anew with these weights")
    front = mo.ui.run_button(label="Find more between (30 s)")
    return across, again, front, up


@app.cell
def _(across, again, front, mo, reset, sliders, up):
    _rows = list(sliders.elements.values())
    _half = -(-len(_rows) // 2)
    mo.vstack(
        [
            mo.hstack([mo.vstack(_rows[:_half]), mo.vstack(_rows[_half:])], widths="equal", gap=3),
            mo.hstack([again, reset, across, up, front], justify="start", gap=1.5, wrap=True),
        ]
    )
    return


@app.cell
def _(changed, problem, sliders):
    tuned = changed(problem.weights, dict(sliders.value), "as the sliders say")
    return (tuned,)


@app.cell
def _(found, problem, rescore, tuned):
    scores = rescore(problem, found, [tuned])
    costs = scores.costs[:, 0].tolist()
    return costs, scores


@app.cell
def _(TODAY, mo):
    chosen, choose = mo.state(TODAY)
    return choose, chosen


@app.cell
def _(Standing, across, choice, shown_plans, standing, up):
    chart = choice(Standing(list(shown_plans), standing, (across.value, up.value)))
    return (chart,)


@app.cell
def _(CLICKED, beyond, by_purpose, choose, costs, chart, mo, scores):
    def look(_rows):
        clicked = comparison.selections.get(CLICKED, {}).get("plan", [])
        if clicked and clicked[0] in chart.standing.names:
            choose(clicked[0])

    comparison = mo.ui.altair_chart(
        chart.under(costs, beyond(by_purpose(scores))), chart_selection=False, legend_selection=False, on_change=look
    )
    comparison
    return (comparison,)


@app.cell
def _(command, mo, now, sliders):
    _moved = {rule: weight for rule, weight in sliders.value.items() if round(weight - now[rule], 3)}
    kept = command(_moved)
    mo.md(f"To keep these weights as a version that members can read and compare: `{kept}`") if _moved else None
    return (kept,)


@app.cell
def _(again, keep_plan, mo, moves, own_plans, planned, problem, tuned):
    if again.value:
        with mo.status.spinner("Planning anew …"):
            _before = sum(name.startswith("mine") for name in own_plans())
            keep_plan({**own_plans(), f"mine {_before + 1}": planned(problem, tuned, 2 * moves)})
    return


@app.cell
def _(Limits, TODAY, across, front, keep_plan, mo, own_plans, pareto, problem, stored, up):
    if front.value and across.value != up.value:
        with mo.status.spinner("Looking for plans between the two …"):
            _found = pareto(problem, (across.value, up.value), 8, Limits(seconds=30, seed=1), stored[TODAY])
            _known = [*stored.values(), *own_plans().values()]
            _new = [point for point in _found.points if point.plan not in _known]
            _before = sum(name.startswith("between") for name in own_plans())
            _named = {f"between {_before + number}": point.plan for number, point in enumerate(_new, 1)}
            keep_plan({**own_plans(), **_named})
    return


@app.cell
def _(mo, problem, shown_plans, chosen, choose):
    looked_at = mo.ui.dropdown(list(shown_plans), value=chosen(), label="Plan", on_change=choose)
    midnights = problem.calendar.day_starts[:-1]
    days = {f"{problem.calendar.date_of(start):%A %-d %B}": day for day, start in enumerate(midnights)}
    on = mo.ui.dropdown(days, value=next(iter(days)), label="Day")
    return looked_at, on


@app.cell
def _(looked_at, mo, on):
    mo.vstack(
        [
            mo.md(f"## The plan “{looked_at.value}”, round by round"),
            mo.hstack([looked_at, on], justify="start", gap=2),
        ]
    )
    return


@app.cell
def _(TITLES, figures_of, looked_at, mo, problem, shown_plans):
    plan = shown_plans[looked_at.value]
    figures = figures_of(problem, plan)
    mo.md(" · ".join(f"{title} **{figures[name]:,.4g}**" for name, title in TITLES.items() if name != "euros"))
    return figures, plan


@app.cell
def _(looked_at, mo, on, plan, problem, rounds):
    rounds(problem, plan, on.value, f"“{looked_at.value}”")
    return


if __name__ == "__main__":
    app.run()
