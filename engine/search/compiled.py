"""How the search's functions are compiled: kept between runs, without the lock, and without counting references.

The kernels allocate nothing, so the bookkeeping of who holds which array is pure loss in their inner loops. A way in
from Python unpacks thirty arrays, and takes long to compile: functions that only compiled ones call have none.
"""

from collections.abc import Callable
from functools import partial

from numba import njit

_usual = partial(
    njit,
    cache=True,
    nogil=True,
    error_model="numpy",
    _nrt=False,  # pyright: ignore[reportCallIssue]
    no_cfunc_wrapper=True,
    forceinline=False,  # said, because what an inlined function calls would be inlined too
)

compiled: Callable[[Callable], Callable] = _usual()

inner: Callable[[Callable], Callable] = _usual(no_cpython_wrapper=True)
"""For functions that only compiled ones call."""

inlined: Callable[[Callable], Callable] = _usual(no_cpython_wrapper=True, forceinline=True)
"""The same where each of few callers is to hold a copy: to hand over thirty arrays takes 60 ns, as long as many a
function runs. What is called from many places is not worth the time that copies take to compile."""

inlined_too: Callable[[Callable], Callable] = _usual(forceinline=True)
"""For functions of which compiled callers hold a copy, and that Python calls as well."""
