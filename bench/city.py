"""A city's work: devices of people, each with the changes that it wrote offline, in the order it wrote them.

Every dossier is one change of 40 fields and three later ones of one field. In one dossier of ten the last was
written by another device of the same person, beside the change before it and to the same field: a conflict.
"""

import hashlib
from collections.abc import Sequence

from msgspec import Struct

from bench.dossiers import FORM, Signed, begun, edited, key_of, long_form, reworded
from sync.seal import SigningKey

LATER = 3
CONFLICT_EVERY = 10


class Device(Struct, frozen=True):
    key: SigningKey
    account: bytes
    changes: list[Signed]


def city(dossiers: int, per_device: int) -> list[Device]:
    """An even number of devices with so many dossiers each; two in a row are of one person."""
    count = dossiers // per_device // 2 * 2
    devices = [Device(key_of(number), _account(number // 2), []) for number in range(count)]
    late: list[tuple[Device, Signed]] = []
    for place, device in enumerate(devices):
        own = range(place * per_device, (place + 1) * per_device)
        # Those with a conflict first: what the other device wrote comes long after what it was written on.
        for number in sorted(own, key=lambda one: one % CONFLICT_EVERY != 0):
            filled_in = long_form(number)
            edits = [reworded(filled_in[one], number) for one in (3, 7, 11)]
            changes = [begun(FORM, filled_in, number, device.key)]
            for edit in edits[: LATER - 1]:
                changes.append(edited(FORM, changes[-1], edit, key=device.key))
            device.changes.extend(changes)
            if number % CONFLICT_EVERY == 0:
                other = devices[place ^ 1]
                late.append((other, edited(FORM, changes[1], reworded(edits[1], number + 1), key=other.key)))
            else:
                device.changes.append(edited(FORM, changes[-1], edits[2], key=device.key))
    for device, change in late:
        device.changes.append(change)
    return devices


def waves(devices: Sequence[Device], size: int) -> list[list[tuple[Device, list[Signed]]]]:
    """Requests of `size` changes: in each wave one of every device that has some left."""
    longest = max(len(device.changes) for device in devices)
    return [
        [(device, device.changes[start : start + size]) for device in devices if len(device.changes) > start]
        for start in range(0, longest, size)
    ]


def _account(number: int) -> bytes:
    return hashlib.sha256(b"bench account %d" % number).digest()[:16]
