"""Questions about a plan, asked of the engine and answered on stdout."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from api.cli.console import console, print_json
from api.cli.inputs import known
from api.cli.solving import announce_compiling
from api.cli.summary import print_list
from api.cli.travelling import Over, read_given
from api.documents.explanations import explanation_document
from engine.check import check
from engine.data.recognise import read_plan
from engine.explain import Explanation, Placer, shortened, why, why_not
from engine.plan import Plan
from engine.problem import Problem
from engine.result import Verdict


@dataclass(frozen=True)
class Asking:
    """A judged plan about which somebody asks."""

    problem: Problem
    plan: Plan
    verdict: Verdict
    language: str

    @staticmethod
    def about(problem_path: Path, plan_path: Path, language: str, over: Over, weights: Path | None = None) -> "Asking":
        problem = read_given(problem_path, over, weights).problem
        plan = read_plan(problem, plan_path)
        return Asking(problem, plan, check(problem, plan), language)

    @cached_property
    def place(self) -> Placer:
        announce_compiling()
        from engine.strategies.insert import placer

        return placer(self.problem)

    def tell_why(self, visit: str, json: bool) -> None:
        found = self._why(known("visit", visit, self.problem.visit))
        print_json(explanation_document(self.problem, found, self.language)) if json else tell(found.summary)

    def tell_why_not(self, visit: str, carer: str, json: bool) -> None:
        known("visit", visit, self.problem.visit)
        known("carer", carer, self.problem.carer)
        found = why_not(self.problem, self.plan, visit, carer, self.place, self.language, self.verdict)
        print_json(explanation_document(self.problem, found, self.language)) if json else tell(found.summary)

    def tell_unplanned(self, json: bool) -> None:
        """Every visit that nobody makes, one after the other as the answers come in."""
        if json:
            print_json(
                {"unplanned": [explanation_document(self.problem, found, self.language) for found in self._unplanned()]}
            )
            return
        if not self.verdict.unplanned:
            console().print("Every visit is planned.", style="green")
        before: dict[str, tuple[str, ...]] = {}
        for found in self._unplanned():
            tell(shortened(self.problem, found.visit, found.summary, before, self.language))
            before[found.visit] = found.summary

    def _unplanned(self) -> Iterator[Explanation]:
        return (self._why(visit) for visit in self.verdict.unplanned)

    def _why(self, visit: str) -> Explanation:
        return why(self.problem, self.plan, visit, self.place, self.language, self.verdict)


def tell(summary: tuple[str, ...]) -> None:
    """An answer: its first sentence as a head, the others as a list."""
    out = console()
    out.print(summary[0], style="bold", soft_wrap=True)
    print_list(out, summary[1:], len(summary) - 1)
