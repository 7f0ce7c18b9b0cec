"""The resource library over HTTP: read by anybody, kept by the co-op's planners and administrators."""

from fastapi import APIRouter

from api.routes.library import courses, exchange, forms, harvest, letters, resources, review

LIBRARY: tuple[APIRouter, ...] = (
    resources.router,
    letters.router,
    courses.router,
    exchange.router,
    harvest.router,
    review.router,
    courses.review,
    exchange.review,
)
"""What the resource library shows and takes."""

FORMS = (*forms.FORMS, exchange.WantedImport)
"""What stands in the OpenAPI as a body."""
