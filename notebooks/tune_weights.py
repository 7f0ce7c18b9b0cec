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

    from engine import EngineError, Limits, catalogue
    from engine.analysis import AIMS, amounts, pareto, rescore, sensitivity
    from engine.analysis import figures as figures_of
    from notebooks.drawing.costs import bars
    from notebooks.drawing.places import CLICKED, answering, over, places, standing
    from notebooks.drawing.rounds import rounds
    from notebooks.drawing.svg import beside
    from notebooks.policies import TODAY, changed, command, otherwise, planned, plans, policies, weights_now
    from notebooks.purposes import TITLES, beyond, by_purpose, told
    from notebooks.steps import table
    from notebooks.weeks import week

    return (
        AIMS,
        CLICKED,
        EngineError,
        Limits,
        TITLES,
        TODAY,
        amounts,
        answering,
        bars,
        beside,
        beyond,
        by_purpose,
        catalogue,
        changed,
        command,
        figures_of,
        mo,
        otherwise,
        over,
        pareto,
        places,
        planned,
        plans,
        policies,
        rescore,
        rounds,
        sensitivity,
        standing,
        table,
        told,
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
    made, keep = mo.state({})  # the plans made here, each with the weights that it was made under
    return keep, made


@app.cell
def _(amounts, figures_of, made, policies, problem, stored):
    shown_plans = {**stored, **{name: plan for name, (plan, _) in made().items()}}
    made_under = {**policies(problem), **{name: weights for name, (_, weights) in made().items()}}
    found = [amounts(problem, plan) for plan in shown_plans.values()]
    figures_found = [
        figures_of(problem, plan, known=one) for plan, one in zip(shown_plans.values(), found, strict=True)
    ]
    return figures_found, found, made_under, shown_plans


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
    # They are shown by the cell that makes them: any other would be run, and shown anew, with each of their moves.
    _rows = list(sliders.elements.values())
    _half = -(-len(_rows) // 2)
    mo.hstack([mo.vstack(_rows[:_half]), mo.vstack(_rows[_half:])], widths="equal", gap=3)
    return (sliders,)


@app.cell
def _(AIMS, TITLES, mo, reset):
    _aims = {TITLES[aim.measure.id]: name for name, aim in AIMS.items()}
    across = mo.ui.dropdown(_aims, value=TITLES[AIMS["travel"].measure.id], label="Across")
    up = mo.ui.dropdown(_aims, value=TITLES[AIMS["continuity"].measure.id], label="Upwards")
    again = mo.ui.run_button(label="Plan anew with these weights")
    front = mo.ui.run_button(label="Find more between these two (30 s)")
    _rows = [[again, reset], [across, up, front]]
    mo.vstack([mo.hstack(_row, justify="start", gap=1.5, wrap=True) for _row in _rows])
    return across, again, front, up


@app.cell
def _(TODAY, mo):
    chosen, choose = mo.state(TODAY)
    latest = {}  # what the sliders say, for cells that should not run whenever one of them moves
    return choose, chosen, latest


@app.cell
def _(AIMS, across, shown_plans, figures_found, standing, up):
    where = standing(list(shown_plans), figures_found, AIMS[across.value].measure.id, AIMS[up.value].measure.id)
    return (where,)


@app.cell
def _(CLICKED, answering, choose, mo, where):
    def look(_rows):
        clicked = comparison.selections.get(CLICKED, {}).get("plan", [])
        if clicked and clicked[0] in where.names:
            choose(clicked[0])

    comparison = mo.ui.altair_chart(answering(where), chart_selection=False, legend_selection=False, on_change=look)
    return (comparison,)


@app.cell
def _(
    bars,
    beside,
    beyond,
    by_purpose,
    changed,
    command,
    comparison,
    found,
    latest,
    mo,
    now,
    over,
    places,
    problem,
    rescore,
    sliders,
    where,
):
    # All that follows a slider is in this one cell: two would take longer.
    tuned = changed(problem.weights, dict(sliders.value), "as the sliders say")
    scores = rescore(problem, found, [tuned])
    costs = scores.costs[:, 0].tolist()
    best = int(scores.best()[0])
    latest["weights"] = tuned
    _moved = {rule: weight for rule, weight in sliders.value.items() if round(weight - now[rule], 3)}
    kept = command(_moved)
    _told = f"To keep these weights as a version that members can read and compare: `{kept}`" if _moved else ""
    _bars = bars(where.names, costs, beyond(by_purpose(scores)), best)
    mo.vstack([mo.Html(beside(_bars, over(places(where, best), comparison.text))), mo.md(_told)])
    return best, costs, kept, scores, tuned


@app.cell
def _(again, keep, latest, made, mo, moves, planned, problem):
    if again.value:
        with mo.status.spinner("Planning anew …"):
            _mine = sum(name.startswith("mine") for name in made())
            keep({**made(), f"mine {_mine + 1}": (planned(problem, latest["weights"], 2 * moves), latest["weights"])})
    return


@app.cell
def _(EngineError, Limits, TODAY, across, front, keep, made, mo, pareto, problem, stored, up):
    def _find():
        with mo.status.spinner("Looking for plans between the two …"):
            points = pareto(problem, (across.value, up.value), 8, Limits(seconds=30, seed=1), stored[TODAY]).points
        known = [*stored.values(), *(plan for plan, _ in made().values())]
        new = [point for point in points if point.plan not in known]
        before = sum(name.startswith("between") for name in made())
        keep({**made(), **{f"between {before + row}": (one.plan, one.weights) for row, one in enumerate(new, 1)}})

    _said = None
    if front.value:
        try:
            _find()
        except EngineError as _refused:
            _said = mo.callout(mo.md(f"No plans were looked for: {_refused}."), kind="warn")
    _said
    return


@app.cell
def _(mo):
    step_up = mo.ui.run_button(label="Plan with each weight a step up (half a minute)")
    price = mo.ui.number(start=0, stop=500, step=0.5, value=0, label="An hour of care or travel costs, €")
    stepped, keep_stepped = mo.state(())
    mo.vstack(
        [
            mo.md("## What a step up of each weight buys and costs"),
            mo.hstack([step_up, price], justify="start", gap=2),
        ]
    )
    return keep_stepped, price, step_up, stepped


@app.cell
def _(Limits, TODAY, TUNED, keep_stepped, mo, moves, now, price, problem, sensitivity, step_up, stored):
    if step_up.value:
        with mo.status.spinner("Planning with each weight a step up, and a step down …"):
            _rules = [rule for rule in TUNED if now.get(rule)]
            _limits = Limits(iterations=moves, seed=1)
            keep_stepped(sensitivity(problem, _rules, _limits, stored[TODAY], euros_per_hour=price.value))
    return


@app.cell
def _(mo, stepped, table, titles):
    mo.md(
        "Today's weights, each raised by itself, and what is then otherwise in the best plan found. Where nothing "
        f"stands, nothing better was found.\n\n{table(stepped(), {rule: title for rule, (title, _) in titles.items()})}"
    ) if stepped() else None
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
def _(TITLES, command, figures_of, looked_at, made_under, mo, otherwise, problem, shown_plans, told):
    plan = shown_plans[looked_at.value]
    figures = figures_of(problem, plan)
    _other = otherwise(problem, made_under[looked_at.value])
    _rules = ", ".join(f"{rule} {weight:.10g}" for rule, weight in _other.items())
    _under = f"today's weights but for {_rules}: `{command(_other)}`" if _other else "today's weights."
    mo.md(
        " · ".join(f"{title} **{told(figures[name])}**" for name, title in TITLES.items() if name != "euros")
        + f"\n\nPlanned under {_under}"
    )
    return figures, plan


@app.cell
def _(looked_at, mo, on, plan, problem, rounds):
    rounds(problem, plan, on.value, f"“{looked_at.value}”")
    return


if __name__ == "__main__":
    app.run()
