"""The replica harness: one JSON object a line in, one a line out (sync/SPEC.md, Z1-Z6).

`make -s replica-python`, or `python -m tests.interop.replica`: any two implementations can be compared.
"""

import json
import sys
from collections.abc import Callable
from typing import Any, Final

from sync import seal
from sync.change import Malformed, Operation, read_operation
from sync.exclusions import pack_exclusion, parse_exclusion
from sync.packing import NotCanonical
from sync.replica import Replica, Sealed, Verdict
from sync.seal import SigningKey

Json = dict[str, Any]
_MALFORMED: Final[Json] = {"error": "malformed"}


class Refused(Exception):
    """A request that cannot be done. Its text is the error; nothing has changed."""


class Harness:
    """The replicas of one process and the keys they share."""

    def __init__(self) -> None:
        self._replicas: dict[str, Replica] = {}
        self._keys: dict[bytes, bytes] = {}
        self._verbs: dict[str, Callable[[Json], Json]] = {
            "new": self._new,
            "know": self._know,
            "edit": self._edit,
            "seal": self._seal,
            "receive": self._receive,
            "exclude": self._exclude,
            "state": self._state,
            "conflicts": self._conflicts,
        }

    def answer(self, line: str | bytes) -> str:
        """One request, one reply. Never raises."""
        try:
            request = json.loads(line, parse_float=_number)
            if not isinstance(request, dict):
                raise Refused("not an object")
            verb = self._verbs.get(str(request.get("do")))
            if verb is None:
                raise Refused("no such verb")
            reply = verb(request)
        except Refused as refusal:
            reply = {"error": str(refusal)}
        except (ValueError, RecursionError):
            reply = {"error": "not JSON"}
        return json.dumps(reply, ensure_ascii=False, separators=(",", ":"))

    def _new(self, request: Json) -> Json:
        name = _text(request, "name")
        try:
            key = SigningKey.from_secret(_hex(request, "secret", 32))
        except ValueError as fault:
            raise Refused("not a secret") from fault
        self._replicas[name] = Replica(key, self._keys)
        sealed = [] if request.get("stranger") is True else self._teach(key.public)
        return {"device": key.device.hex(), "public": key.public.hex(), "sealed": sealed}

    def _know(self, request: Json) -> Json:
        public = _hex(request, "public")
        if not seal.acceptable(public):
            raise Refused("not a key")
        return {"device": seal.device_id(public).hex(), "sealed": self._teach(public)}

    def _teach(self, public: bytes) -> list[Json | list[object]]:
        self._keys[seal.device_id(public)] = public
        return [
            [name, _sealed(it)]
            for name in sorted(self._replicas, key=str.encode)
            for it in self._replicas[name].learn(public)
        ]

    def _edit(self, request: Json) -> Json:
        replica, document = self._replica(request), _hex(request, "document", 16)
        now, schema, items = _integer(request, "now"), request.get("schema"), request.get("operations")
        if not isinstance(schema, str) or not isinstance(items, list):
            return _MALFORMED
        operations: list[Operation] = []
        for item in items:
            operation = read_operation(item)
            if isinstance(operation, Malformed):
                return _MALFORMED
            operations.append(operation)
        sealed = replica.edit(document, operations, schema, now)
        return _MALFORMED if isinstance(sealed, Malformed) else {"sealed": [_sealed(it) for it in sealed]}

    def _seal(self, request: Json) -> Json:
        replica, document = self._replica(request), _hex(request, "document", 16)
        return {"sealed": [_sealed(it) for it in replica.seal(document, _integer(request, "now"))]}

    def _receive(self, request: Json) -> Json:
        replica, now = self._replica(request), _integer(request, "now")
        sealed, verdicts = replica.receive(_hexes(request, "envelopes"), now)
        return {
            "sealed": [_sealed(it) for it in sealed],
            "verdicts": [_verdict(it) for it in verdicts],
        }

    def _exclude(self, request: Json) -> Json:
        replica, name = self._replica(request), _text(request, "name")
        try:
            payload = pack_exclusion(
                document=_hex(request, "document", 16),
                change=_hex(request, "change", 32),
                parents=_hexes(request, "parents"),
                operations=request.get("operations", []),
                code="",
                turn=_integer(request, "turn"),
            )
        except (NotCanonical, TypeError):
            return _MALFORMED
        if parse_exclusion(payload) is None:
            return _MALFORMED
        return {"sealed": [[name, _sealed(it)] for it in replica.exclude(payload)]}

    def _state(self, request: Json) -> Json:
        document = self._replica(request).document(_hex(request, "document", 16))
        at = _hexes(request, "at") if request.get("at") is not None else None
        state = document.state(at)
        return {"state": state, "digest": seal.digest(state.encode()).hex()}

    def _conflicts(self, request: Json) -> Json:
        document = self._replica(request).document(_hex(request, "document", 16))
        return {"conflicts": list(document.conflicts())}

    def _replica(self, request: Json) -> Replica:
        found = self._replicas.get(_text(request, "name"))
        if found is None:
            raise Refused("no such replica")
        return found


def _sealed(sealed: Sealed) -> Json:
    return {"payload": sealed.payload.hex(), "envelope": sealed.envelope.hex()}


def _verdict(it: Verdict) -> list[object]:
    return [it.change and it.change.hex(), it.verdict, it.code, [parent.hex() for parent in it.missing]]


def _number(text: str) -> float | int:
    """Other languages cannot tell 1.0 from 1; both are the integer."""
    number = float(text)
    return int(number) if number.is_integer() else number


def _text(request: Json, name: str) -> str:
    found = request.get(name)
    # A lone surrogate could be read, but never written again.
    if not isinstance(found, str) or any("\ud800" <= character <= "\udfff" for character in found):
        raise Refused(f"{name} is not a string")
    return found


def _integer(request: Json, name: str) -> int:
    found = request.get(name)
    if type(found) is not int:
        raise Refused(f"{name} is not an integer")
    return found


def _hex(request: Json, name: str, size: int | None = None) -> bytes:
    return _bytes(request.get(name), name, size)


def _hexes(request: Json, name: str) -> list[bytes]:
    found = request.get(name)
    if not isinstance(found, list):
        raise Refused(f"{name} is not an array")
    return [_bytes(item, name, None) for item in found]


def _bytes(text: object, name: str, size: int | None) -> bytes:
    try:
        found = bytes.fromhex(text) if isinstance(text, str) else None
    except ValueError:
        found = None
    if found is None or (size is not None and len(found) != size):
        raise Refused(f"{name} is not hex of its length")
    return found


def main() -> None:
    harness = Harness()
    # Bytes, so that neither the locale nor a line that is not UTF-8 matters.
    for line in sys.stdin.buffer:
        if line.strip():
            sys.stdout.buffer.write(harness.answer(line).encode() + b"\n")
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
