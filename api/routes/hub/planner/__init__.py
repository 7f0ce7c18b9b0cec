"""The planner's pages: plans, their timetables, visits and why, moving by hand, publishing, solving, the map."""

from fastapi import APIRouter

from api.routes.hub.planner import map, plans, publishing, solving, timetable, visits

PAGES: tuple[APIRouter, ...] = (
    timetable.router,
    map.router,
    solving.router,
    plans.router,
    visits.router,
    publishing.router,
)
"""Every router of these pages."""
