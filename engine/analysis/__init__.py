"""What the co-op's weights do, for those who tune them: plans judged under other weights, and planned under them."""

from engine.analysis.amounts import Amounts, amounts
from engine.analysis.planners import Order, Planners, solve_many
from engine.analysis.scoring import Scores, rescore

__all__ = ["Amounts", "Order", "Planners", "Scores", "amounts", "rescore", "solve_many"]
