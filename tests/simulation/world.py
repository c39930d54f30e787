"""The world of one seed: its phones, its hub, one virtual clock and one source of chance."""

import hashlib
from random import Random

from sync import limits, seal
from tests.simulation import cast
from tests.simulation.disk import Disk
from tests.simulation.hub import Hub
from tests.simulation.phone import Phone
from tests.simulation.truth import Truth
from tests.simulation.weather import Weather, drawn


class World:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.weather: Weather = drawn(self.random)
        self.now_ms = cast.START_MS
        self.hub = Hub(self.weather.page_bytes)
        # So that small worlds reach it. What a restore lost may need more room than that while it comes back.
        vars(limits)["WAITING_CHANGES_MAX"] = 256 if self.weather.restores else 1
        self.truth = Truth()
        self.trace: list[str] = []
        # things that must never happen and happened
        self.faults: list[str] = []
        self.phones: list[Phone] = []
        self.lost: list[Phone] = []
        self.skews: dict[str, int] = {}
        # where the stranger's key is not known yet
        self.strangers = {cast.STRANGER}
        self.documents: list[bytes] = []
        self._count = 0
        names = list(cast.DEVICES)
        for name in names[: self.weather.phones]:
            self.add(name, name, Disk())
        if self.weather.stranger:
            self.add(cast.STRANGER, cast.STRANGER, Disk())
        if self.weather.lies:
            self.truth.liars.add(self.random.choice(names[1 : self.weather.phones]))

    def add(self, name: str, device: str, disk: Disk) -> Phone:
        self.skews[name] = 0
        phone = Phone(name, device, disk, lambda: self.now_ms + self.skews[name])
        self.phones.append(phone)
        return phone

    def lose(self, device: str) -> None:
        """Its phone is gone with all that never left it."""
        self.lost += [phone for phone in self.phones if phone.device == device]
        self.phones = [phone for phone in self.phones if phone.device != device]

    def fresh(self) -> int:
        """A number that nothing else of this world has."""
        self._count += 1
        return self._count

    def new_document(self, phone: Phone) -> tuple[bytes, str]:
        nonce = hashlib.sha256(b"nonce" + self.fresh().to_bytes(8, "big")).digest()[:16]
        return seal.document_id(phone.key.device, nonce), nonce.hex()

    def note(self, line: str) -> None:
        self.trace.append(f"{self.now_ms - cast.START_MS:>8} {line}")

    def fault(self, line: str) -> None:
        self.faults.append(line)
        self.note(f"FAULT {line}")

    def digest(self) -> str:
        """One trace, one digest."""
        return hashlib.sha256("\n".join(self.trace).encode()).hexdigest()


def short(one: bytes) -> str:
    return one[:3].hex()
