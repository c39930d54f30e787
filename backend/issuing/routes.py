"""The catalogue for phones: a signed manifest, and its entries by their digests. Anybody may read it."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from backend import bodies, described
from backend.bodies import AnyRequest
from backend.issuing.served import Served
from backend.problems import Refused
from sync import seal

# What is named by its digest never changes; the manifest is asked for again every time.
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@get("/api/catalogue", responses=described.answers(bytes, bodies.MSGPACK, may_be_unchanged=True))
async def manifest(request: AnyRequest, served: NamedDependency[Served]) -> Response[bytes]:
    """What there is, and its digests (backend/forms/bundle.py); 304 for whoever has it."""
    bundle = await served.newest()
    etag = f'"{seal.digest(bundle.record).hex()}"'
    headers = {"etag": etag, "cache-control": ASK_AGAIN}
    # A proxy that compresses by itself has made the tag a weak one.
    known = request.headers.get("if-none-match", "").split(",")
    if etag in (one.strip().removeprefix("W/") for one in known):
        return Response(b"", status_code=304, headers=headers, media_type=bodies.MSGPACK)
    return bodies.compressed(request, bundle.record, bodies.MSGPACK, headers)


@get("/api/catalogue/{digest:str}", responses=described.answers(bytes, bodies.JSON))
async def entry(
    request: AnyRequest, digest: FromPath[str], served: NamedDependency[Served]
) -> Response[bytes]:
    """One entry, as compact JSON."""
    found = await served.entry(digest)
    if found is None:
        raise Refused("not-found")
    headers = {"etag": f'"{digest}"', "cache-control": FOR_EVER, "vary": "accept-encoding"}
    if not bodies.takes("gzip", request.headers.get("accept-encoding", "")):
        return Response(found.content, headers=headers, media_type=bodies.JSON)
    return Response(found.zipped, headers={**headers, "content-encoding": "gzip"}, media_type=bodies.JSON)
