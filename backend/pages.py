"""The built app, read once and served from memory; every address that is not a file opens the app."""

import gzip
import hashlib
import mimetypes
import re
from pathlib import Path

from litestar import HttpMethod, Response, route
from litestar.di import NamedDependency
from msgspec import Struct

from backend.bodies import AnyRequest, takes
from backend.problems import Refused

INDEX = "index.html"
# The build writes it beside each text.
BROTLI = ".br"
# What is hashed into its name never changes; the rest is asked for again every time.
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
# How the name of a file ends; a procedure's page ends in figures: /thu-tuc/2.000815.
ENDING = re.compile(r"\.[A-Za-z]\w*$")
NOT_PAGES = ("/api/", "/assets/", "/health/", "/schema/", "/metrics")
GZIP_TYPES = ("text/", "application/json", "application/manifest+json", "image/svg+xml")

MISSING = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Hải Đăng</title>
<h1>Hải Đăng</h1><p>The hub runs, but the app is not built yet: run <code>make run</code>, or
<code>npm --prefix pwa run build</code>, and start the hub again.</p>
<p lang="vi">Máy chủ đang chạy, nhưng ứng dụng chưa được dựng.</p></html>
""".encode()


class File(Struct, frozen=True, kw_only=True):
    content: bytes
    # the same by content coding, the smaller first
    coded: dict[str, bytes]
    media_type: str
    etag: str
    cache: str


class Pages(Struct, frozen=True):
    files: dict[str, File]


def load(folder: Path) -> Pages:
    """Every file beneath `folder`, by its path. Without a build there is one page that says so."""
    files = {
        f"/{path.relative_to(folder).as_posix()}": _file(path, path.relative_to(folder).as_posix())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != BROTLI
    }
    if f"/{INDEX}" not in files:
        files[f"/{INDEX}"] = _of(MISSING, None, "text/html", ASK_AGAIN)
    return Pages(files)


@route(["/", "/{path:path}"], http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False)
async def page(request: AnyRequest, pages: NamedDependency[Pages]) -> Response[bytes]:
    path = request.scope["path"]
    file = pages.files.get(path)
    if file is None:
        if path.startswith(NOT_PAGES) or ENDING.search(path):
            raise Refused("not-found")
        file = pages.files[f"/{INDEX}"]
    headers = {"etag": file.etag, "cache-control": file.cache, "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == file.etag:
        return Response(b"", status_code=304, headers=headers, media_type=file.media_type)
    accepted = request.headers.get("accept-encoding", "")
    for coding, content in file.coded.items():
        if takes(coding, accepted):
            return Response(
                content, headers={**headers, "content-encoding": coding}, media_type=file.media_type
            )
    return Response(file.content, headers=headers, media_type=file.media_type)


def _file(path: Path, name: str) -> File:
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    kind = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}.get(path.suffix, guessed)
    brotli = path.with_name(path.name + BROTLI)
    cache = FOR_EVER if name.startswith("assets/") else ASK_AGAIN
    return _of(path.read_bytes(), brotli.read_bytes() if brotli.is_file() else None, kind, cache)


def _of(content: bytes, brotli: bytes | None, media_type: str, cache: str) -> File:
    zipped = gzip.compress(content, 9, mtime=0) if media_type.startswith(GZIP_TYPES) else None
    coded = {"br": brotli, "gzip": zipped}
    return File(
        content=content,
        coded={name: one for name, one in coded.items() if one is not None and len(one) < len(content)},
        media_type=media_type,
        etag=f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        cache=cache,
    )
