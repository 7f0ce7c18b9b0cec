"""A notebook: how good and how fast is Ronda, by the benchmarks that were stored?"""

import marimo

app = marimo.App(width="full", app_title="Ronda: benchmark report")


@app.cell
def _(mo):
    mo.md(
        """
        # How good and how fast is Ronda, by the benchmarks that were stored?

        Speed and quality are measured in `benchmarks/`, and every run leaves a row in a table. This page measures
        nothing itself: it draws these rows. What was measured when, on which machine and by which command stands in
        `benchmarks/README.md`; rows of different tables were not made on the same day, so compare within a picture.
        """
    )
    return


@app.cell
def _():
    import marimo as mo

    from notebooks import stored
    from notebooks.drawing import benchmarks as drawn

    return drawn, mo, stored


@app.cell
def _(stored):
    tables = stored.tables()
    return (tables,)


@app.cell
def _(mo, tables):
    _list = "\n".join(f"- `benchmarks/{name}`: {len(rows)} rows" for name, rows in tables.items())
    mo.md(
        "*Where the data come from.* "
        + (f"The tables that the repository holds:\n\n{_list}" if tables else "Nowhere: there are no stored tables.")
    )
    return


@app.cell
def _(mo, tables):
    mo.stop(
        not tables,
        mo.md("**No tables here.** They come with the repository, not with the package: open this in a clone."),
    )
    runs = tables
    return (runs,)


@app.cell
def _(runs, stored):
    ranks = stored.ranks(runs["peers/results/peers.csv"])
    spread = stored.spreads(runs["quality/results/uhhc.csv"])
    proven = stored.proofs(runs["quality/results/uhhc_bounds.csv"], runs["quality/results/uhhc.csv"])
    return proven, ranks, spread


@app.cell
def _(mo, ranks):
    _days = sum(days for (solver, _), days in ranks.items() if solver == "Ronda")
    _first = ranks.get(("Ronda", 1), 0)
    mo.md(f"## How good\n\nRonda comes first, alone or with others, on **{_first} of {_days}** days of the peers.")
    return


@app.cell
def _(drawn, proven, ranks):
    drawn.beside(drawn.peers(ranks), drawn.proofs(proven))
    return


@app.cell
def _(drawn, runs, spread):
    drawn.beside(drawn.spreads(spread), drawn.faces(runs["week/results.csv"]))
    return


@app.cell
def _(mo, runs):
    mo.md(f"## How fast\n\nFrom {sum(map(len, runs.values()))} stored runs.")
    return


@app.cell
def _(drawn, runs):
    _asked = runs["match/results/match.csv"]
    _visits = f"{int(_asked[0]['visits']):,}"
    drawn.beside(
        drawn.growth(runs["scale/results.csv"]),
        drawn.waits(_asked, "kind", "Who could take this on?", f"one at a time, about a plan of {_visits} visits"),
    )
    return


@app.cell
def _(drawn, runs):
    _load = [row for row in runs["service/results/load.csv"] if row["request"] != "Aggregated"]
    drawn.waits(_load, "request", "The service under load", f"{_load[0]['rate']} requests a second, beside planning")
    return


if __name__ == "__main__":
    app.run()
