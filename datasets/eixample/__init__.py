"""A demo week in Barcelona's Eixample: real street pattern, invented people (see README.md)."""

from datasets.eixample.request import example
from datasets.eixample.unservable import UNSERVABLE, unservable
from datasets.eixample.week import generate, sized

__all__ = ["UNSERVABLE", "example", "generate", "sized", "unservable"]
