"""How the search's functions are compiled: kept between runs, without the lock, and without counting references.

The kernels allocate nothing, so the bookkeeping of who holds which array is pure loss in their inner loops. A way in
from Python unpacks thirty arrays, and takes long to compile: functions that only compiled ones call have none.
"""

from collections.abc import Callable
from functools import partial

from numba import njit

_usual = partial(njit, cache=True, nogil=True, error_model="numpy", _nrt=False, no_cfunc_wrapper=True)  # pyright: ignore[reportCallIssue]

compiled: Callable[[Callable], Callable] = _usual()

inner: Callable[[Callable], Callable] = _usual(no_cpython_wrapper=True)
"""For functions that only compiled ones call."""
