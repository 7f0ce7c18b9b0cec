"""Style and scripts of the pages."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.hub.assets import assets
from api.refusals import Refusal

router = APIRouter(prefix="/hub/files", include_in_schema=False)

FOR_GOOD = "public, max-age=31536000, immutable"


@router.get("/{digest}/{name}")
async def read_file(request: Request, digest: str, name: str) -> Response:
    """A file under the digest of its content, to be kept for good."""
    asset = assets().get(name)
    if asset is None or asset.address != request.url.path:
        raise Refusal("no-such-address", "There is no such file; load the page anew.")
    headers = {"Cache-Control": FOR_GOOD, "Vary": "Accept-Encoding"}
    if asset.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=asset.kind)
    return Response(asset.content, headers=headers, media_type=asset.kind)
