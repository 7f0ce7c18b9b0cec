"""The hub's pages, one router a subject."""

from fastapi import APIRouter

from api.routes.hub import asks, coop, files, front, planner, signing, visits, week

PAGES: tuple[APIRouter, ...] = (
    files.router,
    signing.router,
    front.router,
    *planner.PAGES,
    week.router,
    visits.router,
    asks.router,
    coop.router,
)
"""Every router of pages; what is asked of `/hub` stands in no OpenAPI, since it is for people."""
