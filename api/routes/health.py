"""Whether the service lives, and whether it is ready."""

from fastapi import APIRouter

from api.web.described import refuses

router = APIRouter(tags=["health"])


@router.get("/healthz", responses=refuses(anyone=True))
def is_alive() -> dict[str, str]:
    """Whether the process answers at all."""
    return {"status": "alive"}
