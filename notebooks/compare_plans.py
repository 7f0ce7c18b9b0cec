"""A notebook: what differs between two plans of the same week, and for how many?"""

import marimo

app = marimo.App(width="full", app_title="Ronda: compare plans")


@app.cell
def _(mo):
    mo.md(
        """
        # What differs between two plans of the same week, and for how many?

        Two plans may cost nearly the same and still be two different weeks for those who live them. This page tells
        what the second plan does better and worse, by the figures and by the rules, and **for how many** visits,
        clients and carers something changes. These counts name nobody.
        """
    )
    return


@app.cell
def _():
    import altair as alt
    import marimo as mo

    from engine import catalogue
    from engine.analysis import counts, rescore
    from engine.analysis import figures as figures_of
    from notebooks import counted
    from notebooks.drawing import bars
    from notebooks.drawing.rounds import rounds
    from notebooks.policies import TODAY, planned, policies
    from notebooks.purposes import TITLES, told
    from notebooks.weeks import own_plans, week

    return (
        TITLES,
        TODAY,
        alt,
        bars,
        catalogue,
        counted,
        counts,
        figures_of,
        mo,
        own_plans,
        planned,
        policies,
        rescore,
        rounds,
        told,
        week,
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
def _(asked, own_plans, week):
    this_week = week(asked)
    problem = this_week.problem
    given = own_plans(this_week, asked)
    return given, problem, this_week


@app.cell
def _(given, mo, moves, this_week):
    if given:
        _plans = f"The plans are your own: {' and '.join(f'`{name}`' for name in given)}."
    else:
        _plans = f"The plans are made here, each under other weights, in {moves:,} moves with seed 1."
    mo.md(f"*Where the data come from.* {this_week.source} {_plans}")
    return


@app.cell
def _(TODAY, given, mo, policies, problem):
    named = policies(problem)
    names = [*given, *named]
    first = names[0] if given else TODAY
    second = names[1] if len(given) > 1 else "familiar faces"
    chosen_before = mo.ui.dropdown(names, value=first, label="First")
    chosen_after = mo.ui.dropdown(names, value=second, label="Second")
    mo.hstack([chosen_before, chosen_after], justify="start", gap=2)
    return chosen_after, chosen_before, named


@app.cell
def _():
    made = {}
    return (made,)


@app.cell
def _(chosen_after, chosen_before, given, made, mo, moves, named, planned, problem):
    def plan_of(name):
        if name in given:
            return given[name]
        if name not in made:
            with mo.status.spinner(f"Planning the week: {name} …"):
                made[name] = planned(problem, named[name], moves)
        return made[name]

    before, after = plan_of(chosen_before.value), plan_of(chosen_after.value)
    return after, before


@app.cell
def _(TITLES, after, before, chosen_after, chosen_before, figures_of, mo, problem, told):
    figures = [figures_of(problem, plan) for plan in (before, after)]
    _both = [(title, figures[0][name], figures[1][name]) for name, title in TITLES.items()]
    _rows = [f"| {title} | {told(x)} | {told(y)} | {told(y - x, '+')} |" for title, x, y in _both if x or y]
    _head = f"| | {chosen_before.value} | {chosen_after.value} | difference |\n|:---|---:|---:|---:|\n"
    mo.md("## The week in figures\n\n" + _head + "\n".join(_rows))
    return (figures,)


@app.cell
def _(after, before, catalogue, problem, rescore):
    scores = rescore(problem, [before, after], [problem.weights])
    titles = {entry.id: entry.title for entry in catalogue()}
    less = (scores.components[1, 0] - scores.components[0, 0]).tolist()
    dearer = {titles[rule]: cost for rule, cost in zip(scores.rules, less, strict=True) if abs(cost) >= 0.5}
    return dearer, scores


@app.cell
def _(bars, chosen_after, chosen_before, dearer, mo, problem, scores):
    _costs = scores.costs[:, 0].tolist()
    _said = [
        f"“{chosen_after.value}” costs {_costs[1]:,.0f} points and “{chosen_before.value}” {_costs[0]:,.0f}, "
        f"both under the weights of the week ({problem.weights.name})",
        "blue: the second plan pays less; vermilion: it pays more",
    ]
    bars.gains(dearer, "What the second plan pays more or less for", _said)
    return


@app.cell
def _(after, before, counted, problem):
    visits, clients, carers = (
        count(problem, before, after) for count in (counted.visits, counted.clients, counted.carers)
    )
    return carers, clients, visits


@app.cell
def _(after, before, counts, mo, problem):
    changed = counts(problem, before, after)
    mo.md("## What changes for how many\n\n" + "\n".join(f"- {line}" for line in changed.told()))
    return (changed,)


@app.cell
def _(alt, bars, carers, clients, visits):
    _charts = (
        bars.counts(visits, "Visits", "of those that either plan makes"),
        bars.counts(clients, "Clients", "the gravest change for each of them"),
        bars.counts(carers, "Carers", "whose week gets how much longer"),
    )
    alt.hconcat(*_charts, spacing=30).properties(title="How much")
    return


@app.cell
def _(chosen_after, chosen_before, mo, problem):
    _midnights = problem.calendar.day_starts[:-1]
    days = {f"{problem.calendar.date_of(start):%A %-d %B}": day for day, start in enumerate(_midnights)}
    on = mo.ui.dropdown(days, value=next(iter(days)), label="Day")
    mo.vstack([mo.md(f"## One day: “{chosen_before.value}” above, “{chosen_after.value}” below"), on])
    return (on,)


@app.cell
def _(before, chosen_before, mo, on, problem, rounds):
    rounds(problem, before, on.value, f"First: “{chosen_before.value}”")
    return


@app.cell
def _(after, chosen_after, mo, on, problem, rounds):
    rounds(problem, after, on.value, f"Second: “{chosen_after.value}”")
    return


if __name__ == "__main__":
    app.run()
