"""How far the solver is: a bar on a terminal, and now and then a plain line elsewhere."""

from contextlib import AbstractContextManager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from engine.limits import Limits
from engine.result import Progress

LINE_SECONDS = 5.0
"""How far apart plain lines are."""


class Display(AbstractContextManager["Display"], Protocol):
    """Shows how far a solver is; called several times a second. latest: None before the first plan."""

    def show(self, latest: Progress | None, elapsed: float) -> None: ...


def display(console: Console, limits: Limits) -> Display:
    """The display that suits where stderr goes."""
    return Bar(console, limits) if console.is_terminal else Lines(console)


class Bar(Display):
    """Phase, bar, cost, unplanned visits and elapsed time, on one line that is drawn over."""

    def __init__(self, console: Console, limits: Limits):
        self.limits = limits
        self.bars = Bars(
            SpinnerColumn(),
            TextColumn("{task.description:<12}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[told]}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        total = limits.seconds if limits.iterations is None else limits.iterations
        self.task = self.bars.add_task("preparing", total=total, told="")

    def __enter__(self) -> "Bar":
        self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bars.stop()

    def show(self, latest: Progress | None, elapsed: float) -> None:
        if latest is None:
            return
        done = max(elapsed, latest.elapsed) if self.limits.iterations is None else latest.iterations
        phase = "stopping" if self.limits.stop.is_set() else latest.phase
        self.bars.update(self.task, completed=done, description=phase, told=told(latest))


class Lines(Display):
    """A line every few seconds, for logs."""

    def __init__(self, console: Console):
        self.console = console
        self.due = LINE_SECONDS

    def __exit__(self, *_: object) -> None:
        return None

    def show(self, latest: Progress | None, elapsed: float) -> None:
        if latest is not None and elapsed >= self.due:
            self.due = elapsed + LINE_SECONDS
            self.console.print(f"{elapsed:6.0f} s  {latest.phase}, {told(latest)}", soft_wrap=True)


def told(progress: Progress) -> str:
    """Cost, bound and unplanned visits of the best plan so far, which may stay the same for most of the time."""
    cost = "no plan yet" if progress.cost is None else f"best so far: cost {progress.cost:,.0f}"
    bound = "" if progress.bound is None else f" (at least {progress.bound:,.0f})"
    return f"{cost}{bound}, {progress.unplanned} unplanned"
