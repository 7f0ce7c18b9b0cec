"""UHHC, the format of the unified home-healthcare benchmark: read an instance, read and write solution files.

Source: Ceschia et al., A unified formulation for home healthcare routing and scheduling problems, International
Transactions in Operational Research 2026, doi 10.1111/itor.70140.
"""

from engine.data.uhhc.instance import read
from engine.data.uhhc.solution import LUNCH, read_plan, write

__all__ = ["LUNCH", "read", "read_plan", "write"]
