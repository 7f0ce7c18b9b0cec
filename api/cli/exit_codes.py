"""What the command line tells the shell when it ends."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes; scripts may rely on them."""

    FINE = 0
    FAULT = 1
    BAD_INPUT = 2
    VIOLATED = 3
    UNWRITABLE = 4
    KILLED = 130


MEANINGS = {
    ExitCode.FINE: "done; also when a plan was stopped with Ctrl-C and is fit to use",
    ExitCode.FAULT: "a fault of Ronda itself: please report it with what is printed",
    ExitCode.BAD_INPUT: "wrong options, or a problem, plan or row that cannot be used; all faults are printed",
    ExitCode.VIOLATED: "the plan breaks hard rules; it is written all the same",
    ExitCode.UNWRITABLE: "an output cannot be written; looked at before planning begins",
    ExitCode.KILLED: "ended by a second Ctrl-C",
}

EPILOG = "Exit codes:\n\n" + "\n".join(f"- {code.value}: {told}" for code, told in MEANINGS.items())
