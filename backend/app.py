"""The hub, put together: the one place where parts are joined."""

from typing import cast

import structlog
from litestar import Litestar, Response
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ControllerRouterHandler

from backend import bodies, pages, problems
from backend.bodies import AnyRequest
from backend.changes import routes as changes
from backend.changes.exchange import Exchange
from backend.changes.routes import Spine
from backend.clock import Clock, system_ms
from backend.database import Database
from backend.desk import routes as desk
from backend.devices.authenticate import authenticate
from backend.door import App, Door
from backend.forms import catalogue
from backend.forms.bundle import Bundle
from backend.identity import Identity, load_key
from backend.issuing import issue as issuing
from backend.issuing import routes as issued
from backend.issuing.served import Served
from backend.limits import Limits, Turnstile
from backend.metrics import Metrics
from backend.node import routes as node
from backend.node import store as nodes
from backend.settings import Settings
from schemas.wire.problems import ProblemCode

VERSION = "0.1.0"

ROUTES: list[ControllerRouterHandler] = [
    node.hub,
    node.live,
    node.ready,
    changes.sync,
    changes.challenge,
    changes.enrol_device,
    changes.measure,
    desk.list_dossiers,
    desk.show_dossier,
    desk.receive_dossier,
    desk.show_unit,
    desk.write_fact,
    issued.manifest,
    issued.entry,
    pages.page,
]

log = structlog.get_logger()


async def identity_of(settings: Settings, database: Database, now_ms: int) -> Identity:
    """The node's row and the hub's key, made on the first run."""
    found = await nodes.load_or_make(database, now_ms)
    return Identity(
        node=found.node,
        incarnation=found.incarnation,
        secret=found.secret,
        name=settings.name,
        key=load_key(settings.data),
    )


async def issue(database: Database, identity: Identity, now_ms: int) -> Bundle:
    """The catalogue of this release and of what units say, issued and signed by this hub."""
    async with database.write() as tx:
        return await issuing.issue(tx, catalogue.entries(), identity.key, now_ms)


def create_app(
    settings: Settings,
    database: Database,
    identity: Identity,
    bundle: Bundle,
    clock: Clock = system_ms,
    limits: Limits | None = None,
) -> App:
    """The ASGI application of one hub over a migrated database."""
    metrics = Metrics()
    limits = limits or Limits()
    exchange = Exchange(database, identity)
    app = Litestar(
        route_handlers=ROUTES,
        dependencies={
            "database": _always(database),
            "identity": _always(identity),
            "served": _always(Served(database, catalogue.entries(), identity.key, bundle)),
            "metrics": _always(metrics),
            "clock": _always(clock),
            "exchange": _always(exchange),
            "spine": _always(Spine(database, identity, exchange, metrics, clock, limits)),
            "limits": _always(limits),
            "turnstile": _always(Turnstile()),
            "known": _always(exchange.known),
            "pages": _always(pages.load(settings.pages)),
            "sender": Provide(authenticate),
        },
        exception_handlers={
            problems.Refused: _on_refusal,
            HTTPException: _on_http_exception,
            Exception: _on_fault,
        },
        openapi_config=OpenAPIConfig(
            title="Hải Đăng hub",
            version=VERSION,
            path="/schema",
            use_handler_docstrings=True,
            render_plugins=[JsonRenderPlugin()],
        ),
        on_shutdown=[database.close],
        logging_config=None,
        # The door does what these would: see there.
        cors_config=None,
        csrf_config=None,
        allowed_hosts=None,
        request_max_body_size=bodies.SMALL_BODY_BYTES_MAX,
    )
    return Door(
        cast(App, app),
        hosts=settings.hosts,
        origin=settings.public_url,
        https_only=settings.https_only,
        metrics=metrics,
    )


def _always(value: object) -> Provide:
    return Provide(lambda: value, sync_to_thread=False)


def _on_refusal(request: AnyRequest, refused: problems.Refused) -> Response[bytes]:
    return _problem(request, refused.code, refused.nonce, refused.wait_seconds)


def _on_http_exception(request: AnyRequest, fault: HTTPException) -> Response[bytes]:
    """What the framework found by itself, in our words and none of its own."""
    if fault.status_code >= 500:
        log.error("request failed", fault=fault)
    code = problems.code_of(fault.status_code)
    return _problem(request, code, wait_seconds=problems.WAIT_SECONDS.get(code))


def _on_fault(request: AnyRequest, fault: Exception) -> Response[bytes]:
    log.error("request failed", fault=fault)
    return _problem(request, "internal")


def _problem(
    request: AnyRequest, code: ProblemCode, nonce: bytes | None = None, wait_seconds: int | None = None
) -> Response[bytes]:
    state = request.scope["state"]
    state["problem"] = code
    body = problems.body_of(code, str(state.get("request_id", "")), nonce)
    headers = None if wait_seconds is None else {"retry-after": str(wait_seconds)}
    return Response(
        body, status_code=problems.status_of(code), media_type=problems.MEDIA_TYPE, headers=headers
    )
