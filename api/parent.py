"""No child outlives its parent: whoever is started here asks the kernel, and looks itself where the kernel cannot."""

import ctypes
import os
import signal
import sys
import threading
import time

PARENT = "RONDA_PARENT"
"""The variable in which a child is told its parent's process id."""

_PR_SET_PDEATHSIG = 1  # <sys/prctl.h>
_LOOK_EVERY = 1.0  # seconds
_GRACE = 10.0  # seconds from the polite end to the other


def end_with_parent() -> None:
    """From now on this process ends, politely, when the one that started it does; nothing to do where nobody said who
    that is. To be called from the main thread, as early as possible."""
    told = os.environ.get(PARENT, "")
    if not told.isdigit():
        return
    parent = int(told)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        os._exit(1)
    threading.Thread(target=_watch, args=(parent,), name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)
