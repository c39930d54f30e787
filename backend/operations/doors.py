"""Whether people can sign in at the providers that are named: each is asked what it publishes."""

from backend.clock import Clock
from backend.federation import providers
from backend.federation.client import Client
from backend.federation.id_tokens import Trouble
from backend.federation.providers import Provider
from backend.operations.finding import Finding, fine, mend
from backend.settings import Settings, Unusable

ABOUT = "sign-in"

REMEDIES = {
    "unreachable": "does not answer in five seconds: can this machine reach it, and trust its certificate?",
    "issuer": "says that its issuer is another: write in the file what it says, to the letter.",
    "addresses": "publishes addresses that are not HTTPS: that is for its operator to mend.",
    "no-pkce": "does not take PKCE with S256: that is for its operator to mend.",
    "no-userinfo": "has no userinfo: leave `userinfo` out of the file.",
    "no-keys": "publishes no key that can be used (RSA of 2048 bits and more, or EC).",
}


async def findings(settings: Settings, clock: Clock) -> list[Finding]:
    try:
        named = providers.read(settings.oidc)
    except Unusable as fault:
        return [mend(ABOUT, str(fault))]
    if not named:
        return [fine(ABOUT, "by codes and passkeys: HAIDANG_OIDC names no provider")]
    return [await _finding(one, settings, clock) for one in named]


async def _finding(provider: Provider, settings: Settings, clock: Clock) -> Finding:
    about = f"{ABOUT} by {provider.id}"
    client = Client(provider, settings.public_url)
    found = await client.discovered(clock())
    keys = found if isinstance(found, Trouble) else await client.keys(None, clock())
    why = keys.why if isinstance(keys, Trouble) else None if keys else "no-keys"
    if why is not None:
        remedy = REMEDIES.get(why, f"answers what cannot be used ({why}): is the issuer right?")
        return mend(about, f"{provider.issuer} {remedy}")
    return fine(about, f"{provider.issuer} answers, with keys; people come back to {client.back}")
