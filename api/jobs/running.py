"""One job, from its begin to its end, in the process that took it from the queue."""

import json
import threading
import time
from collections.abc import Mapping
from typing import Any, NoReturn

from api.answering.refusing import refusal_of
from api.jobs.planning import Planned, planned
from api.jobs.watching import Watch
from api.logs import say
from api.refusals import document
from api.store import jobs, plans, problems, published, weights
from api.store.errors import Erased, Unknown, UnreachableError
from api.store.jobs import Job, State
from api.store.store import Books, Store
from engine.errors import EngineError

PATIENCE = 60.0  # seconds
"""So long a plan that is made waits for a store that does not answer; then the job begins anew somewhere."""


class Runner:
    """Does jobs, one at a time. ending: set when the process is to end."""

    def __init__(self, store: Store, executor: str, ending: threading.Event):
        self.store, self.executor, self.ending = store, executor, ending
        self.current: Job | None = None
        self.left: list[str] = []
        """The jobs given back, or never begun: the queue still believes that this process holds them."""
        self._busy = False
        self._idle = threading.Condition()

    def run(self, coop: str, id: str) -> None:
        """Do a job, unless it is over. Whatever goes wrong in the work ends the job; only the store's silence is
        raised, and then the sweep puts the job in anew."""
        if not self._taken(id):
            _never_return()
        try:
            with self.store.of(coop) as books:
                job = jobs.begin(books, id, self.executor)
            if job is not None:
                self.current = job
                self._run(job)
        finally:
            with self._idle:
                self._busy, self.current = False, None
                self._idle.notify_all()
        if id in self.left:
            _never_return()

    def _taken(self, id: str) -> bool:
        """Take a job in hand, unless this process is to end: then it is left, so that the queue is told of it too."""
        with self._idle:
            if self.ending.is_set():
                self.left.append(id)
            else:
                self._busy = True
            return self._busy

    def give_back(self, grace: float) -> list[str]:
        """Wait for the job in hand to be given back, or give it back in its place; which jobs the queue must be told
        of. To be called when ending is set."""
        with self._idle:
            self._idle.wait_for(lambda: not self._busy, grace)
            job = self.current
        if job is not None:  # a question, which cannot be stopped: its answer will be refused
            with self.store.of(job.coop) as books:
                if jobs.give_back(books, job.id, job.attempt):
                    self.left.append(job.id)
        return self.left

    def _run(self, job: Job) -> None:
        began = time.monotonic()
        told = {"coop": job.coop, "job": job.id, "kind": job.kind, "attempt": job.attempt, "executor": self.executor}
        say("a job was begun", **told)
        with Watch(self.store, job, self.ending) as watch:
            state, fault = self._done(job, watch)
        told |= {"seconds": round(time.monotonic() - began, 3), "code": None if fault is None else fault["code"]}
        say("a job was left" if state is None else "a job was ended", **told, state=state)

    def _done(self, job: Job, watch: Watch) -> tuple[State | None, dict[str, Any] | None]:
        """Do the work and end the job with what it came to; None where it was not ours to end any more."""
        try:
            if job.kind == "plan":
                return self._keep_patiently(job, self._plan(job, watch)), None
            return self._answer(job), None
        except UnreachableError:
            raise
        except Erased:
            fault = {"code": jobs.PERSON_ERASED}
        except Unknown:
            fault = {"code": "gone"}
        except EngineError as error:
            fault = _told(document(refusal_of(error), ""))
        except Exception as error:
            say("a job failed", coop=job.coop, job=job.id, kind=job.kind, error=error)
            fault = {"code": "internal"}
        with self.store.of(job.coop) as books:
            ended = jobs.finish(books, job.id, job.attempt, State.FAILED, fault=fault)
        return State.FAILED if ended else None, fault

    # -- plans ---------------------------------------------------------------------------------------------------------

    def _plan(self, job: Job, watch: Watch) -> Planned:
        with self.store.reading(job.coop) as books:
            _, text = problems.get(books, job.problem, job.version)
            start = None if job.plan is None else plans.get(books, job.plan).document
            named = job.options.get("weights")
            document = None if named is None else weights.get(books, named)[1]
        return planned(text, start, job.options, watch, document)

    def _keep_patiently(self, job: Job, made: Planned) -> State | None:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self._keep(job, made)
            except UnreachableError:
                if time.monotonic() > until:
                    raise
                time.sleep(1.0)

    def _keep(self, job: Job, made: Planned) -> State | None:
        """Keep the plan and end the job, both or neither."""
        with self.store.of(job.coop) as books:
            asked = jobs.asked(books, job.id, job.attempt, lock=True)
            if asked is None and made.stopped and self.ending.is_set():
                back = jobs.give_back(books, job.id, job.attempt)
            else:
                return self._ended(books, job, made, asked)
        if back:  # only now that it is committed
            self.left.append(job.id)
        return None

    def _ended(self, books: Books, job: Job, made: Planned, asked: str | None) -> State | None:
        state = State.CANCELLED if asked == "cancel" else State.STOPPED if made.stopped else State.DONE
        if not jobs.finish(books, job.id, job.attempt, state):
            return None
        if state is not State.CANCELLED:
            plans.keep(
                books,
                job.id,
                job.problem,
                job.version,
                made.document,
                made.figures,
                clean=made.clean,
                cost=made.cost,
                unplanned=made.unplanned,
            )
            if "publish" in job.options:
                published.publish(books, job.id, job.by, job.options["publish"])
        return state

    # -- questions -----------------------------------------------------------------------------------------------------

    def _answer(self, job: Job) -> State | None:
        from api.answering import work  # loads what only questions need

        asked = {**job.options, "problem": job.problem, "version": job.version, "plan": job.plan}
        answer = work(self.store, job.coop, job.kind, asked, job.request or b"")
        fine = answer.status < 400
        fault = None if fine else _told(json.loads(answer.body))
        with self.store.of(job.coop) as books:
            dropped = jobs.asked(books, job.id, job.attempt, lock=True) == "cancel"
            if fine and not dropped:  # whoever erases from here on waits for us, and then empties the job
                problems.hold_whole(books, job.problem, job.version)
            state = State.CANCELLED if dropped else State.DONE if fine else State.FAILED
            kept = None if dropped else answer.body
            return state if jobs.finish(books, job.id, job.attempt, state, fault=fault, answer=kept) else None


def _told(refused: Mapping[str, Any]) -> dict[str, Any]:
    """Of a problem document what is kept with the job: the code, and where the faults are, but no value."""
    if refused["code"] == "erased":
        return {"code": jobs.PERSON_ERASED}
    return {"code": refused["code"], "faults": refused["faults"]}


def _never_return() -> NoReturn:
    """Were it to return, the queue would note that the job is done. The process ends in a moment."""
    while True:
        time.sleep(3600)
