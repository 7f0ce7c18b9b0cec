"""Lower bounds: how far from perfect a plan may be, at most."""

from engine.bounds.bound import lower_bound

__all__ = ["lower_bound"]
