"""The words of the trade as data: carers, shifts, clients, visits, links, pins, weights, travel, and the problem."""

from engine.problem.calendar import Calendar
from engine.problem.carers import Break, Carer, Competency, Shift, Want
from engine.problem.clients import Client, Link, Need, Pin, Published, Visit, Window
from engine.problem.expanding import expanded, folded
from engine.problem.joining import joined, neighbours
from engine.problem.ordering import in_order_of_ids
from engine.problem.pack import BOUNDS, Pack, PackNumber
from engine.problem.packages import WEEKDAYS, CarePackage, Due, Tie, Weekday
from engine.problem.places import UNREACHABLE, Place, TravelMatrix
from engine.problem.policy import DECIMALS, Labour, Weights
from engine.problem.problem import Problem
from engine.problem.protected import PROTECTED
from engine.problem.request import Request
from engine.problem.weights_document import WeightsDocument, content_hash, is_hash

__all__ = [
    "BOUNDS",
    "DECIMALS",
    "PROTECTED",
    "UNREACHABLE",
    "WEEKDAYS",
    "Break",
    "Calendar",
    "CarePackage",
    "Carer",
    "Client",
    "Competency",
    "Due",
    "Labour",
    "Link",
    "Need",
    "Pack",
    "PackNumber",
    "Pin",
    "Place",
    "Problem",
    "Published",
    "Request",
    "Shift",
    "Tie",
    "TravelMatrix",
    "Visit",
    "Want",
    "Weekday",
    "Weights",
    "WeightsDocument",
    "Window",
    "content_hash",
    "expanded",
    "folded",
    "in_order_of_ids",
    "is_hash",
    "joined",
    "neighbours",
]
