"""The report: one self-contained page about a plan."""

from api.report.render import render

__all__ = ["render"]
