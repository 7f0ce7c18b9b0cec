"""The tools that are measured: Ronda and its peers, by the names that tables give them."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from benchmarks.peers.told import Delivered, Limit, Told

INSTALL = ".venv/bin/pip install -e '.[peers]'"

Solve = Callable[[Told, Limit], Delivered]


@dataclass(frozen=True, slots=True)
class Solver:
    """A tool: the package that brings it, what is imported of it, and the module here that asks it."""

    name: str
    package: str
    imported: str
    module: str

    @property
    def version(self) -> str | None:
        """The version that is installed; None where there is none."""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None

    def ready(self) -> Solve:
        """Load the tool, before any clock starts."""
        import_module(self.imported)
        return import_module(f"benchmarks.peers.{self.module}").solve


OURS = Solver("Ronda", "ronda", "engine.solve", "with_ronda")

PEERS = (
    Solver("VROOM", "pyvroom", "vroom", "with_vroom"),
    Solver("PyVRP", "pyvrp", "pyvrp", "with_pyvrp"),
    Solver("OR-Tools", "ortools", "ortools.constraint_solver.pywrapcp", "with_ortools"),
    Solver("vrp-cli", "vrp-cli", "vrp_cli", "with_vrp_cli"),
)

SOLVERS = {solver.name: solver for solver in (OURS, *PEERS)}
