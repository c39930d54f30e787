"""Logs: one JSON object a line, with no personal data: no bodies, codes, query strings, names or messages.

An exception is written as its kind and the places it passed; what it says may hold what a person typed.
"""

import io
import logging
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

FRAMES_MAX = 20
HERE = Path(__file__).resolve().parent


def configure(stream: TextIO | None = None) -> None:
    """Send our log, and what libraries log from a warning on, to `stream` or standard error."""
    out = cast(TextIO, _Sturdy(stream or sys.stderr))
    processors: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        describe_fault,
    ]
    structlog.configure(
        processors=[*processors, structlog.processors.JSONRenderer(ensure_ascii=False)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(_Foreign())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def describe_fault(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    fault = event.pop("fault", None)
    if isinstance(fault, BaseException):
        event["fault"] = kinds_of(fault)
        event["at"] = places_of(fault)
    return event


def kinds_of(fault: BaseException) -> list[str]:
    """The exception's class, the driver's error beneath it with its code, and its causes."""
    kinds: list[str] = []
    seen: BaseException | None = fault
    while seen is not None and len(kinds) < FRAMES_MAX:
        origin = getattr(seen, "orig", None)
        code = getattr(origin, "sqlstate", None) or getattr(origin, "sqlite_errorname", None)
        kinds.append(type(seen).__qualname__ + (f" {code}" if code else ""))
        seen = seen.__cause__
    return kinds


def places_of(fault: BaseException) -> list[str]:
    """Where it passed through our own files, and where it began."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames[:-1] if Path(frame.filename).is_relative_to(HERE)]
    return [_place(frame) for frame in [*ours, *frames[-1:]][-FRAMES_MAX:]]


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    name = path.relative_to(HERE).as_posix() if path.is_relative_to(HERE) else path.name
    return f"{name}:{frame.lineno} {frame.name}"


class _Sturdy(io.TextIOBase):
    """A stream that cannot fail the request that is logged: a full disk loses lines, not answers."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):
            return self._stream.write(text)
        return 0

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()


class _Foreign(logging.Formatter):
    """What a library logs: where and how bad, never its words."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, Any] = {"event": "library", "logger": record.name, "level": record.levelname.lower()}
        if record.exc_info and record.exc_info[1] is not None:
            event |= {"fault": kinds_of(record.exc_info[1]), "at": places_of(record.exc_info[1])}
        else:
            event["at"] = [f"{record.module}:{record.lineno} {record.funcName}"]
        return str(structlog.processors.JSONRenderer(ensure_ascii=False)(None, "", event))
