"""The benchmark smoke, `make bench`: a short run of every benchmark, one after the other, in two minutes together.

Figures are printed, never asserted: machines differ. Exits with 1 when one of them fails, which they do when the
referee finds a violation.
"""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]

SMOKES = (
    ("benchmarks.quality", "--smoke"),
    ("benchmarks.peers", "--smoke"),
    ("benchmarks.scale", "--smoke"),
    ("benchmarks.week", "--smoke"),
    ("benchmarks.travel", "--smoke"),
    ("benchmarks.match.matching", "--smoke"),
    ("benchmarks.library", "--smoke"),
    ("benchmarks.weights", "--smoke"),
    ("pytest", "-q", "-p", "no:cacheprovider", "--benchmark-columns=min,median,rounds", "benchmarks/micro"),
)
"""What `python -m` is called with."""


def main() -> int:
    began = time.perf_counter()
    failed = [smoke for smoke in SMOKES if not _passes(smoke)]
    print(f"{len(SMOKES)} benchmarks in {time.perf_counter() - began:.0f} s")
    for smoke in failed:
        print(f"FAILED: python -m {' '.join(smoke)}")
    return 1 if failed else 0


def _passes(smoke: tuple[str, ...]) -> bool:
    """Run one, each in a process of its own, so that none finds the memory or the caches of another."""
    print(f"\n== python -m {' '.join(smoke)}", flush=True)
    return subprocess.run([sys.executable, "-m", *smoke], cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
