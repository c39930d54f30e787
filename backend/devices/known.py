"""Known keys, kept in memory: what of a device never changes is read once. Whether it is revoked never is."""

from collections import OrderedDict
from collections.abc import Iterable

from backend.database import Tx
from backend.devices import store
from backend.devices.rules import Key

KEYS_MAX = 16_384


class Known:
    """The keys that were asked for last."""

    def __init__(self) -> None:
        self._keys: OrderedDict[bytes, Key] = OrderedDict()
        # When each asked last, until it is written down (backend/upkeep.py): a request writes nothing for it.
        self.seen: dict[bytes, int] = {}

    def among(self, devices: Iterable[bytes]) -> dict[bytes, Key]:
        """Those of the devices that are in memory."""
        found = {device: key for device in devices if (key := self._keys.get(device)) is not None}
        for device in found:
            self._keys.move_to_end(device)
        return found

    async def keys_of(self, tx: Tx, devices: Iterable[bytes]) -> dict[bytes, Key]:
        """The keys of the devices that the hub knows."""
        wanted = set(devices)
        found = self.among(wanted)
        read = await store.keys_of(tx, wanted - found.keys())
        self._keys |= read
        while len(self._keys) > KEYS_MAX:
            self._keys.popitem(last=False)
        return found | read
