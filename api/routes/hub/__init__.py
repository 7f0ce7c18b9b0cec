"""The hub's pages, one router a subject."""

from fastapi import APIRouter

from api.routes.hub import files, front, signing

PAGES: tuple[APIRouter, ...] = (files.router, signing.router, front.router)
"""Every router of pages; what is asked of `/hub` stands in no OpenAPI, since it is for people."""
