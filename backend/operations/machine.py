"""What an examination looks at outside the database: folders, disk, pages, certificate, address, backup."""

import http.client
import shutil
import ssl
import stat
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from cryptography import x509

from backend.identity import KEY_FILE
from backend.operations.backup import last_backup
from backend.operations.finding import Finding, fine, mend
from backend.pages import INDEX
from backend.settings import Settings
from schemas.wire.devices import Hub

GIB = 1 << 30
FREE_BYTES_MIN = 2 * GIB
BACKUP_MS_MAX = 26 * 3_600_000
DAY_MS = 86_400_000
CERTIFICATE_DAYS_MIN = 14
ANSWER_SECONDS = 5
ANSWER_BYTES_MAX = 16_384
# What a proxy says when nothing answers behind it
PROXY_ALONE = frozenset({502, 504})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def data_folder(settings: Settings) -> Finding:
    about = "data directory"
    if not settings.data.is_dir():
        return mend(about, f"{settings.data} is not there: start the hub once, or set HAIDANG_DATA_DIR.")
    probe = settings.data / ".doctor"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as fault:
        return mend(
            about, f"{settings.data} cannot be written ({fault.strerror}): chown it to the hub's user."
        )
    for path in (settings.data, settings.data / KEY_FILE, settings.data / "hub.sqlite"):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            return mend(about, f"{path} may be read by other users: chmod go-rwx {path}")
    return fine(about, f"{settings.data}, for its owner alone")


def free_space(settings: Settings) -> Finding:
    about = "disk"
    free = shutil.disk_usage(_there(settings.data)).free
    said = f"{free / GIB:.1f} GiB free at {settings.data}"
    return fine(about, said) if free >= FREE_BYTES_MIN else mend(about, f"{said}: make room, 2 GiB at least.")


def built_pages(settings: Settings) -> Finding:
    about = "pages"
    if (settings.pages / INDEX).is_file():
        return fine(about, f"built, in {settings.pages}")
    return mend(about, f"{settings.pages} has no {INDEX}: build the app, or set HAIDANG_PAGES.")


def backup(settings: Settings, now_ms: int) -> Finding:
    about = "backup"
    note = last_backup(settings.data)
    if note is None:
        return mend(about, "none was made yet: run `backup --to … --keys …`")
    hours = (now_ms - note.made_ms) // 3_600_000
    said = f"the last is {hours} hours old, in {note.data}"
    old = now_ms - note.made_ms > BACKUP_MS_MAX
    return mend(about, f"{said}: look at the timer.") if old else fine(about, said)


def certificate(settings: Settings, now_ms: int) -> Finding:
    about = "certificate"
    if settings.certificate is None or settings.certificate_key is None:
        return fine(about, "none of its own: HTTPS is the proxy's")
    try:
        pair = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        pair.load_cert_chain(settings.certificate, settings.certificate_key)
        read = x509.load_pem_x509_certificate(settings.certificate.read_bytes())
    except (OSError, ValueError) as fault:
        return mend(about, f"{settings.certificate} and its key cannot be used: {fault}.")
    days = (read.not_valid_after_utc - datetime.fromtimestamp(now_ms / 1000, UTC)).days
    said = f"{settings.certificate} is good for {days} more days"
    return fine(about, said) if days >= CERTIFICATE_DAYS_MIN else mend(about, f"{said}: renew it.")


def address(settings: Settings, public: bytes | None) -> Finding:
    """As phones see it: over the public address, through whatever stands before the hub."""
    about = "public address"
    parts = urlsplit(settings.public_url)
    host = parts.hostname or ""
    if parts.scheme != "https" and host not in LOOPBACK:
        return mend(about, f"{settings.public_url} is not HTTPS: nothing works offline. Set PUBLIC_URL.")
    try:
        status, body = _get(settings.public_url, "/api/hub")
        greeting = msgspec.json.decode(body, type=Hub) if status == 200 else None
        hidden = host in LOOPBACK or _get(settings.public_url, "/metrics")[0] != 200
    except (OSError, http.client.HTTPException, msgspec.MsgspecError) as fault:
        return mend(about, f"{settings.public_url} does not answer ({fault}): do hub and proxy run?")
    if status in PROXY_ALONE:
        return mend(about, f"the proxy answers {status}: the hub does not run, or listens elsewhere.")
    if greeting is None or (public is not None and greeting.public != public):
        return mend(about, f"{settings.public_url} is answered by something else: look at proxy and DNS.")
    if not hidden:
        return mend(about, f"{settings.public_url}/metrics is open to anybody: hide it in the proxy.")
    return fine(about, f"{settings.public_url} leads here")


def _get(url: str, path: str) -> tuple[int, bytes]:
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read(ANSWER_BYTES_MAX)
    finally:
        connection.close()


def _there(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())
