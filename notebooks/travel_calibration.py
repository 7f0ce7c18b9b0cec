"""A notebook: how far off are the estimated travel times from those that carers recorded?"""

import marimo

app = marimo.App(width="full", app_title="Ronda: travel calibration")


@app.cell
def _(mo):
    mo.md(
        """
        # How far off are the estimated travel times from those that carers recorded?

        A plan is only as true as its travel times. Over a street network they follow from assumptions: how fast people
        walk and cycle, and what every trip costs besides, at the door and at the bicycle's lock. Some dozens of trips
        that carers wrote down are enough to fit these numbers to the co-op's own pace, for each mode and part of the
        day. This page shows what that changes.
        """
    )
    return


@app.cell
def _():
    import marimo as mo

    from notebooks.drawing.estimates import by_band, scatters
    from notebooks.recorded import compared, left_out, log

    return by_band, compared, left_out, log, mo, scatters


@app.cell
def _(mo):
    asked = mo.cli_args()
    return (asked,)


@app.cell
def _(asked, log):
    recorded = log(asked)
    return (recorded,)


@app.cell
def _(mo, recorded):
    mo.md(f"*Where the data come from.* {recorded.source}")
    return


@app.cell
def _(compared, recorded):
    told = compared(recorded)
    return (told,)


@app.cell
def _(left_out, mo, recorded, told):
    _few = left_out(recorded, told)
    mo.md(_few) if _few else None
    return


@app.cell
def _(mo, told):
    mo.stop(not told)
    modes = told
    return (modes,)


@app.cell
def _(mo, modes):
    _rows = [
        f"| {one.mode} | {one.fit.trips} | {one.fit.before / 60:.1f} | {one.fit.after / 60:.1f} | "
        f"{one.fit.profile.access / 60:.1f} | × {one.fit.profile.factor:.2f} |"
        for one in modes
    ]
    mo.md(
        "## What the trips say\n\n"
        "| | trips | off by, assumed (min) | off by, fitted (min) | every trip costs (min) | time under way |\n"
        "|:---|---:|---:|---:|---:|---:|\n" + "\n".join(_rows) + "\n\n"
        "*Off by*: the mean difference between a trip and its estimate, on the very trips that were fitted to; a new "
        "log may be a little further off."
    )
    return


@app.cell
def _(modes, scatters):
    scatters(modes)
    return


@app.cell
def _(by_band, modes):
    by_band(modes)
    return


@app.cell
def _(mo):
    mo.md(
        "## What to do with it\n\n"
        "`ronda network calibrate NAME trips.csv` tells the same in a terminal; with `--save` later plans over that "
        "network use the fitted numbers."
    )
    return


if __name__ == "__main__":
    app.run()
