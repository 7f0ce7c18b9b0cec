"""The resource library over HTTP: read by anybody, kept by the co-op's planners and administrators."""

from fastapi import APIRouter

from api.routes.library import (
    course_pages,
    courses,
    edit_pages,
    exchange,
    form_pages,
    forms,
    harvest,
    import_pages,
    letters,
    pages,
    resources,
    review,
    review_pages,
)

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

LIBRARY_PAGES: tuple[APIRouter, ...] = (
    import_pages.router,
    course_pages.router,
    review_pages.router,
    edit_pages.router,
    form_pages.router,
    pages.router,
)
"""Its pages for people; those whose address looks like a resource's number come last."""

FORMS = (*forms.FORMS, exchange.WantedImport)
"""What stands in the OpenAPI as a body."""
