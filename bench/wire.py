"""Bytes on the wire: what the app sends, signed and with a history, beside Yjs and Loro on the same answers.

Ours is a change in its envelope, or the body of a request packed by gzip as the app packs it. Theirs is the
update that one sitting makes to a map of the same answers, and where several go together one update for all:
signed by nobody, without form, device and time.
"""

import gzip
import statistics
from collections.abc import Sequence
from typing import Any

import loro
import msgspec
import pycrdt

from bench.dossiers import FORM, Signed, answers, begun, cases, edited, long_form, reworded
from bench.figure import Figure
from schemas.wire.exchange import SyncRequest
from sync.change import Operation, Set

EDIT_BYTES_MAX = 200
SITTING = 6
SITTING_BYTES_MAX = 380
BACKLOG = 50
BACKLOG_EDIT_BYTES_MAX = 140
FIRST_UPLOAD = 1_000
# of a request; the app puts at most 512 KiB into one
ENVELOPES = 250

Sitting = Sequence[Operation]
# its types name no return
LORO: Any = loro.LoroDoc


def figures() -> list[Figure]:
    whole = long_form(1)
    first = begun(FORM, whole, 1)
    one = [reworded(whole[5], 1)]
    six = [reworded(answer, 1) for answer in answers(cases()[FORM])[:SITTING]]
    backlog = [[reworded(whole[place % len(whole)], place + 1)] for place in range(BACKLOG)]
    sent = packed(chain(first, backlog)) / BACKLOG
    return [
        *beside("a dossier of 40 answers", len(first.envelope()), [], [whole]),
        *beside("one answer changed, an address", size_of(first, one), [whole], [one]),
        Figure(
            name=f"one answer changed, median of {len(whole)}",
            value=statistics.median(size_of(first, [reworded(answer, 1)]) for answer in whole),
            unit="B",
            value_max=EDIT_BYTES_MAX,
        ),
        *beside("six answers changed", size_of(first, six), [whole], [six]),
        sittings(first),
        *beside("each of 50 edits sent together, gzip", sent, [whole], backlog, BACKLOG_EDIT_BYTES_MAX),
        *upload(),
    ]


def size_of(first: Signed, sitting: Sitting) -> int:
    return len(edited(FORM, first, *sitting).envelope())


def sittings(first: Signed) -> Figure:
    """Of every six answers in a row, in every form that has six."""
    found = []
    for operations in cases().values():
        texts = [reworded(answer, 1) for answer in answers(operations)]
        places = range(len(texts) - SITTING + 1)
        found += [size_of(first, texts[place : place + SITTING]) for place in places]
    assert found
    return Figure(
        name=f"six answers changed, median of {len(found)} sittings",
        value=statistics.median(found),
        unit="B",
        value_max=SITTING_BYTES_MAX,
    )


def upload() -> list[Figure]:
    """A city's first sync: a thousand dossiers of 40 answers, each written in one sitting."""
    texts = [long_form(number) for number in range(1, FIRST_UPLOAD + 1)]
    ours = packed([begun(FORM, text, number) for number, text in enumerate(texts)])
    yjs, other = 0, 0
    for start in range(0, len(texts), ENVELOPES):
        group = texts[start : start + ENVELOPES]
        yjs += len(gzip.compress(b"".join(yjs_update([], [text]) for text in group), 6))
        other += len(gzip.compress(b"".join(loro_update([], [text]) for text in group), 6))
    name = f"{FIRST_UPLOAD:,} dossiers sent for the first time, gzip"
    return [
        Figure(name=name, value=ours / 1_000, unit="kB", floor=yjs / 1_000, beside="Yjs, unsigned"),
        Figure(name=name, value=ours / 1_000, unit="kB", floor=other / 1_000, beside="Loro, unsigned"),
    ]


def chain(first: Signed, sittings: Sequence[Sitting]) -> list[Signed]:
    changes = [first]
    for sitting in sittings:
        changes.append(edited(FORM, changes[-1], *sitting))
    return changes[1:]


def packed(changes: Sequence[Signed]) -> int:
    """Bytes of the bodies of the requests that bring these."""
    size = 0
    for start in range(0, len(changes), ENVELOPES):
        asked = SyncRequest(
            cursor=bytes(40),
            changes=[change.envelope() for change in changes[start : start + ENVELOPES]],
            exclusions=[],
            heads=[],
            limit=65_536,
        )
        size += len(gzip.compress(msgspec.msgpack.encode(asked), 6, mtime=0))
    return size


def beside(
    name: str, ours: float, before: Sequence[Sitting], new: Sequence[Sitting], bytes_max: float | None = None
) -> list[Figure]:
    """`new` is sent together where it is several sittings; their bytes are then of one."""
    yjs, other = yjs_update(before, new), loro_update(before, new)
    if len(new) > 1:
        yjs, other = gzip.compress(yjs, 6), gzip.compress(other, 6)
    return [
        Figure(
            name=name,
            value=ours,
            unit="B",
            floor=len(yjs) / len(new),
            beside="Yjs, unsigned",
            value_max=bytes_max,
        ),
        Figure(name=name, value=ours, unit="B", floor=len(other) / len(new), beside="Loro, unsigned"),
    ]


def yjs_update(before: Sequence[Sitting], new: Sequence[Sitting]) -> bytes:
    document: Any = pycrdt.Doc(client_id=1)
    shared = document.get("answers", type=pycrdt.Map)

    def write(sittings: Sequence[Sitting]) -> None:
        for sitting in sittings:
            with document.transaction():
                for path, value in _texts(sitting):
                    shared[path] = value

    write(before)
    state = document.get_state()
    write(new)
    return bytes(document.get_update(state))


def loro_update(before: Sequence[Sitting], new: Sequence[Sitting]) -> bytes:
    document: Any = LORO()
    document.peer_id = 1
    shared = document.get_map("answers")

    def write(sittings: Sequence[Sitting]) -> None:
        for sitting in sittings:
            for path, value in _texts(sitting):
                shared.insert(path, value)
            document.commit()

    write(before)
    state = document.oplog_vv
    write(new)
    return bytes(document.export(loro.ExportMode.Updates(state)))


def _texts(sitting: Sitting) -> list[tuple[str, Any]]:
    return [(one.path, one.value) for one in sitting if isinstance(one, Set)]
