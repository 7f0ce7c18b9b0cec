"""The words of the trade as data: carers, shifts, clients, visits, links, pins, weights, travel, and the problem."""

from engine.problem.calendar import Calendar
from engine.problem.carers import Break, Carer, Competency, Shift, Want
from engine.problem.clients import Client, Link, Need, Pin, Published, Visit, Window
from engine.problem.joining import joined, neighbours
from engine.problem.packages import CarePackage
from engine.problem.places import UNREACHABLE, Place, TravelMatrix
from engine.problem.policy import DECIMALS, Labour, Weights
from engine.problem.problem import Problem
from engine.problem.protected import PROTECTED
from engine.problem.request import Request

__all__ = [
    "DECIMALS",
    "PROTECTED",
    "UNREACHABLE",
    "Break",
    "Calendar",
    "CarePackage",
    "Carer",
    "Client",
    "Competency",
    "Labour",
    "Link",
    "Need",
    "Pin",
    "Place",
    "Problem",
    "Published",
    "Request",
    "Shift",
    "TravelMatrix",
    "Visit",
    "Want",
    "Weights",
    "Window",
    "joined",
    "neighbours",
]
