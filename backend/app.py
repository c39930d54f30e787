"""The hub, put together: the one place where parts are joined."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import structlog
from litestar import Litestar, Response
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ControllerRouterHandler

from backend import bodies, pages, problems
from backend.administration import access, brokerage, counter, own, review
from backend.administration import routes as administration
from backend.badges import routes as badges
from backend.bodies import AnyRequest
from backend.changes import consent_routes as consents
from backend.changes import routes as changes
from backend.changes.exchange import Exchange
from backend.changes.routes import Spine
from backend.clock import Clock, system_ms
from backend.database import Database
from backend.desk import routes as desk
from backend.desk import unit
from backend.devices.authenticate import authenticate
from backend.door import App, Door
from backend.federation import providers
from backend.federation.client import Client, Doors
from backend.forms import catalogue
from backend.forms import store as issues
from backend.forms.bundle import Bundle
from backend.identity import Identity, load_key
from backend.issuing import issue as issuing
from backend.issuing import routes as issued
from backend.issuing.served import Served
from backend.limits import Limits, Turnstile
from backend.looks import routes as looks
from backend.metrics import Metrics
from backend.node import routes as node
from backend.node import store as nodes
from backend.settings import Settings
from backend.signin import federation, passkeys, sessions
from backend.signin import me as signin
from backend.signin.vouching import CitizensPasskeys
from backend.upkeep import Upkeep
from backend.ways import Ways, site_of
from schemas.wire.problems import ProblemCode

VERSION = "0.1.0"

# By the name under which handlers ask for it: as many types as names
Parts = dict[str, Any]

ROUTES: list[ControllerRouterHandler] = [
    node.hub,
    node.live,
    node.ready,
    changes.sync,
    changes.challenge,
    changes.enrol_device,
    changes.measure,
    consents.ask_phone_code,
    consents.list_consents,
    consents.end_consent,
    consents.cancel_consent,
    federation.list_providers,
    federation.begin_enrolment,
    federation.finish_enrolment,
    federation.begin_session,
    federation.finish_session,
    signin.me,
    sessions.offer_session,
    sessions.open_session,
    sessions.open_session_of_demo,
    sessions.end_session,
    passkeys.offer_passkey,
    passkeys.register_passkey,
    passkeys.list_passkeys,
    passkeys.remove_passkey,
    passkeys.enrol_by_passkey,
    desk.list_dossiers,
    desk.show_dossier,
    desk.look_at_dossier,
    desk.receive_dossier,
    desk.confirm_consent,
    unit.show_unit,
    unit.write_fact,
    looks.list_looks,
    badges.issue_badge,
    administration.list_people,
    administration.show_person,
    administration.add_person,
    administration.give_mandate,
    administration.revoke_mandate,
    access.revoke_staff_device,
    access.make_code,
    counter.add_citizen,
    counter.make_owner_code,
    counter.list_owner_devices,
    counter.revoke_owner_device,
    review.list_review,
    review.read_kept,
    review.readmit_kept,
    review.dismiss_kept,
    brokerage.list_signals,
    brokerage.close_signal,
    brokerage.report_broker,
    own.list_own_devices,
    own.revoke_own_device,
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
        bundle = await issuing.issue(tx, catalogue.entries(), identity.key, now_ms)
        await issues.keep(tx, catalogue.procedures_by_form(), [unit.code for unit in catalogue.units()])
    return bundle


def doors_of(settings: Settings) -> Doors:
    """Where people may sign in beside here. Raises `Unusable` where the operator's file cannot be used."""
    read = providers.read(settings.oidc)
    return {one.id: Client(one, settings.public_url) for one in read}


def create_app(
    settings: Settings,
    database: Database,
    identity: Identity,
    bundle: Bundle,
    clock: Clock = system_ms,
    *,
    is_demo: bool = False,
    limits: Limits | None = None,
) -> App:
    """The ASGI application of one hub over a migrated database. In a demo sessions open without proof."""
    parts = parts_of(settings, database, identity, bundle, clock, is_demo=is_demo, limits=limits)
    return behind_door(framework(parts), settings, parts)


def parts_of(
    settings: Settings,
    database: Database,
    identity: Identity,
    bundle: Bundle,
    clock: Clock,
    *,
    is_demo: bool,
    limits: Limits | None,
) -> Parts:
    """What handlers ask for by name."""
    metrics = Metrics()
    limits = limits or Limits()
    doors = doors_of(settings)
    ways = Ways(site=site_of(settings.public_url), has_doors=bool(doors), is_demo=is_demo)
    exchange = Exchange(database, identity, CitizensPasskeys(ways.site))
    return {
        "database": database,
        "identity": identity,
        "served": Served(database, catalogue.entries(), identity.key, bundle),
        "metrics": metrics,
        "clock": clock,
        "exchange": exchange,
        "spine": Spine(database, identity, exchange, metrics, clock, limits),
        "limits": limits,
        "turnstile": Turnstile(),
        "known": exchange.known,
        "doors": doors,
        "ways": ways,
        "pages": pages.load(settings.pages),
        "upkeep": Upkeep(database, identity, exchange.known, clock),
    }


def framework(parts: Parts) -> Litestar:
    """Every route, over whatever stands in `parts` when it is asked."""
    return Litestar(
        route_handlers=ROUTES,
        dependencies={"sender": Provide(authenticate)} | {name: _part(parts, name) for name in parts},
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
        lifespan=[lambda _app: _serving(parts)],
        logging_config=None,
        # The door does what these would: see there.
        cors_config=None,
        csrf_config=None,
        allowed_hosts=None,
        request_max_body_size=bodies.SMALL_BODY_BYTES_MAX,
    )


def behind_door(app: Litestar, settings: Settings, parts: Parts) -> App:
    return Door(
        cast(App, app),
        hosts=settings.hosts,
        origin=settings.public_url,
        https_only=settings.https_only,
        metrics=parts["metrics"],
    )


@asynccontextmanager
async def _serving(parts: Parts) -> AsyncIterator[None]:
    try:
        async with parts["upkeep"].going_on():
            yield
    finally:
        await parts["database"].close()


def _part(parts: Parts, name: str) -> Provide:
    return Provide(lambda: parts[name], sync_to_thread=False)


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
