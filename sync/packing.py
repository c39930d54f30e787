"""Canonical MessagePack: one value, one sequence of bytes (SPEC E3, E4, E22)."""

from typing import Final

import msgspec

from sync.limits import RECORD_NESTING_MAX


class NotCanonical(ValueError):
    """The bytes are not the canonical form of a value that we pack, or the value has none."""

    def __init__(self, reason: str, rule: str = "E3") -> None:
        super().__init__(reason)
        self.rule = rule


_SCALARS: Final = frozenset({type(None), bool, int, str, bytes})
_encoder = msgspec.msgpack.Encoder(order="deterministic")
_as_given = msgspec.msgpack.Encoder()


def pack(value: object) -> bytes:
    """Shortest forms; map keys sorted by UTF-8 bytes, which is the order of code points."""
    try:
        return _encoder.encode(value)
    except (ValueError, OverflowError, RecursionError, TypeError) as fault:
        raise NotCanonical(str(fault)) from fault


def unpack(data: bytes) -> object:
    """The value of canonical bytes: null, booleans, integers, strings, binaries, lists, string-keyed maps."""
    value = unpack_any(data)
    _require_plain(value, RECORD_NESTING_MAX)
    return value


def unpack_any(data: bytes) -> object:
    """The same for who looks at every type anyway: floats, extension types and other keys come through."""
    try:
        value = msgspec.msgpack.decode(data)
        again = _encoder.encode(value)
    except UnicodeDecodeError as fault:
        raise NotCanonical("a string is not UTF-8", "E6") from fault
    except (ValueError, OverflowError, RecursionError, TypeError) as fault:
        raise NotCanonical("not one MessagePack value") from fault
    if again != data:
        only_order = _as_given.encode(value) == data
        raise NotCanonical("another form is canonical", "E4" if only_order else "E3")
    return value


def _require_plain(value: object, levels: int) -> None:
    if type(value) in _SCALARS:
        return
    if levels == 0:
        raise NotCanonical("nested deeper than anything we pack", "E18")
    if type(value) is list:
        items = value
    elif type(value) is dict:
        if any(type(key) is not str for key in value):
            raise NotCanonical("a key is not a string", "E17")
        items = list(value.values())
    else:
        raise NotCanonical("floats and extension types are not packed", "E17")
    for item in items:
        if type(item) not in _SCALARS:
            _require_plain(item, levels - 1)


class Front:
    """Reads canonical elements one by one from the front of bytes; the rest is not looked at (SPEC E19)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def array_length(self, *, shortest: bool = True) -> int:
        return self._length(fixed=(0x90, 15), wide=((0xDC, 2), (0xDD, 4)), shortest=shortest)

    def text(self) -> str:
        size = self._length(fixed=(0xA0, 31), wide=((0xD9, 1), (0xDA, 2), (0xDB, 4)))
        try:
            return self._take(size).decode()
        except UnicodeDecodeError as fault:
            raise NotCanonical("a string is not UTF-8", "E6") from fault

    def binary(self) -> bytes:
        return self._take(self._length(fixed=None, wide=((0xC4, 1), (0xC5, 2), (0xC6, 4))))

    def unsigned(self) -> int:
        return self._length(fixed=(0x00, 127), wide=((0xCC, 1), (0xCD, 2), (0xCE, 4), (0xCF, 8)))

    def _length(
        self, *, fixed: tuple[int, int] | None, wide: tuple[tuple[int, int], ...], shortest: bool = True
    ) -> int:
        """A number in the first byte or in the bytes after it, refused where a shorter form holds it."""
        first = self._take(1)[0]
        least = 0
        if fixed is not None:
            base, most = fixed
            if base <= first <= base + most:
                return first - base
            least = most + 1
        for mark, width in wide:
            if first == mark:
                number = int.from_bytes(self._take(width))
                if shortest and number < least:
                    raise NotCanonical("another form is canonical")
                return number
            least = 1 << (8 * width)
        raise NotCanonical("an element has another type")

    def _take(self, size: int) -> bytes:
        end = self._at + size
        if end > len(self._data):
            raise NotCanonical("cut short")
        taken = self._data[self._at : end]
        self._at = end
        return taken
