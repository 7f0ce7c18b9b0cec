"""Work that was accepted: the queue, the processes that do it, and how none of it is lost."""

from typing import TYPE_CHECKING

from api.jobs.client import Jobs

if TYPE_CHECKING:
    from api.settings import Settings

__all__ = ["Jobs", "prepare", "work"]


def prepare(settings: "Settings") -> None:
    """Make the queue's tables, or bring them up to date: what `ronda database upgrade` does beside our own."""
    from api.jobs.dbos_queue import prepare

    prepare(settings)


def work(settings: "Settings", number: int) -> None:
    """Be a worker process until told to end."""
    from api.jobs.worker import work

    work(settings, number)
