"""What a seed's world is like: how many take part, what the network does, and which troubles visit it."""

from random import Random

from msgspec import Struct


class Weather(Struct, frozen=True, kw_only=True):
    phones: int
    acts: int
    # chances of a message
    loss: float
    torn: float
    twice: float
    portal: float
    delay_ms: int
    # a phone's batch, and the hub's page
    changes_max: int
    page_bytes: int
    # chances that an act is of this kind
    hub_dies: float
    hub_fails: float
    phone_dies: float
    clock_jumps: float
    in_field: float
    # what there is besides
    shares: bool
    hands_over: bool
    clones: bool
    lies: bool
    stranger: bool
    # the stranger's phone is lost before it ever talks to the hub
    loses: bool
    withdraws: bool
    revokes: bool
    restores: bool
    dislikes: bool
    rots: bool


def drawn(random: Random) -> Weather:
    # Troubles like company: some worlds have many at once.
    often = 2.0 if random.random() < 0.3 else 0.8

    def chance(one: float) -> bool:
        return random.random() < one * often

    rough = chance(0.6)
    dislikes = chance(0.12)
    return Weather(
        phones=random.choice((2, 2, 2, 2, 3, 3, 4)),
        acts=random.choice((8, 10, 12, 12, 14, 24)),
        loss=random.choice((0.1, 0.3)) if rough else 0.0,
        torn=0.1 if rough and chance(0.5) else 0.0,
        twice=0.2 if chance(0.4) else 0.0,
        portal=0.1 if chance(0.3) else 0.0,
        delay_ms=random.choice((1, 10_000, 40_000)),
        changes_max=random.choice((1, 2, 100, 100)),
        page_bytes=random.choice((300, 600, 524_288, 524_288)),
        hub_dies=0.2 if chance(0.35) else 0.0,
        hub_fails=0.15 if chance(0.15) else 0.0,
        phone_dies=0.15 if chance(0.4) else 0.0,
        clock_jumps=0.3 if chance(0.4) else 0.0,
        in_field=0.3 if chance(0.4) else 0.0,
        shares=random.random() < 0.85,
        hands_over=chance(0.25) and not dislikes,
        clones=chance(0.2),
        lies=chance(0.2),
        stranger=chance(0.2) and not dislikes,
        loses=chance(0.5),
        withdraws=chance(0.2),
        revokes=chance(0.12),
        restores=chance(0.2),
        dislikes=dislikes,
        rots=chance(0.1),
    )
