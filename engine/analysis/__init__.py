"""What the co-op's weights do, for those who tune them: plans judged under other weights, and planned under them."""

from engine.analysis.aims import AIMS, Aim
from engine.analysis.amounts import Amounts, amounts
from engine.analysis.measures import MEASURES, Measure, figures
from engine.analysis.pareto import Front, Point, pareto
from engine.analysis.planners import Order, Planners, solve_many
from engine.analysis.preferences import Inferred, Learned, Preference, inferred, next_pair
from engine.analysis.scoring import Scores, rescore
from engine.analysis.sensitivity import Level, Sensitivity, sensitivity
from engine.analysis.versions import Counts, Replayed, Side, Week, counts, replayed

__all__ = [
    "AIMS",
    "Aim",
    "Amounts",
    "Counts",
    "Front",
    "Inferred",
    "Learned",
    "Level",
    "MEASURES",
    "Measure",
    "Order",
    "Planners",
    "Point",
    "Preference",
    "Replayed",
    "Scores",
    "Sensitivity",
    "Side",
    "Week",
    "amounts",
    "counts",
    "figures",
    "inferred",
    "next_pair",
    "pareto",
    "replayed",
    "rescore",
    "sensitivity",
    "solve_many",
]
