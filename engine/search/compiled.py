"""How the search's functions are compiled: kept between runs, without the lock, and without counting references.

The kernels allocate nothing, so the bookkeeping of who holds which array is pure loss in their inner loops.
"""

from collections.abc import Callable

from numba import njit

compiled: Callable[[Callable], Callable] = njit(cache=True, nogil=True, error_model="numpy", _nrt=False)  # pyright: ignore[reportCallIssue]
