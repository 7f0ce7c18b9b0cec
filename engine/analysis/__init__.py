"""What the co-op's weights do, for those who tune them: plans judged under other weights, and planned under them."""

from engine.analysis.amounts import Amounts, amounts
from engine.analysis.scoring import Scores, rescore

__all__ = ["Amounts", "Scores", "amounts", "rescore"]
