"""What the co-op's weights do, for those who tune them: plans judged under other weights, and planned under them."""

from engine.analysis.aims import AIMS, Aim
from engine.analysis.amounts import Amounts, amounts
from engine.analysis.measures import MEASURES, Measure, figures
from engine.analysis.pareto import Front, Point, pareto
from engine.analysis.planners import Order, Planners, solve_many
from engine.analysis.scoring import Scores, rescore
from engine.analysis.sensitivity import Level, Sensitivity, sensitivity

__all__ = [
    "AIMS",
    "Aim",
    "Amounts",
    "Front",
    "Level",
    "MEASURES",
    "Measure",
    "Order",
    "Planners",
    "Point",
    "Scores",
    "Sensitivity",
    "amounts",
    "figures",
    "pareto",
    "rescore",
    "sensitivity",
    "solve_many",
]
