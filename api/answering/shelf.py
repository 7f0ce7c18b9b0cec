"""The problems, plans and desks that were asked about lately, so that the next question need not read them again.

Each is kept under its co-op; whether it is still there, and nobody in it has been erased, is looked up every time.
"""

import gc
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from api.refusals import Refusal
from api.store import people, plans, problems
from api.store.store import Store
from engine.data.canonical import PLAN_FORMAT, read_plan, read_problem
from engine.errors import EngineError
from engine.plan import Plan
from engine.problem import Problem
