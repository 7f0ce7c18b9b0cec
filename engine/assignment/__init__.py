"""Who cares for whom, without clock times: clients' care assigned to carers, part of the day by part of the day."""

from engine.assignment.answer import Assignment, AssignmentError, Charge, Load, Taken
from engine.assignment.audit import audit
from engine.assignment.run import assign
from engine.assignment.teams import Team, Teams, TeamsFound

__all__ = ["Assignment", "AssignmentError", "Charge", "Load", "Taken", "Team", "Teams", "TeamsFound", "assign", "audit"]
