"""A script for the replica harness, as it is written: each request with the reply that it got."""

import json
from typing import Any, Final

from tests.interop.replica import Harness
from tests.vectors.frames import Vector
from tests.vectors.people import DOSSIER, Written, secret

Json = dict[str, Any]

NOW: Final = 1_795_000_000_000
FORM: Final = "khoi-cong@1"


class Play:
    """One process of the harness, and what was said to it."""

    def __init__(self, *names: str, strangers: tuple[str, ...] = ()) -> None:
        self._harness = Harness()
        self.script: list[list[Json]] = []
        for name in names:
            self.ask(
                "new", name, secret=secret(name).hex(), **({"stranger": True} if name in strangers else {})
            )

    def ask(self, do: str, name: str | None = None, **details: object) -> Json:
        request = {"do": do, **({"name": name} if name else {}), **details}
        reply: Json = json.loads(self._harness.answer(json.dumps(request)))
        self.script.append([request, reply])
        return reply

    def edit(self, name: str, *operations: list[object], now: int = NOW, schema: str = FORM) -> Json:
        return self.ask(
            "edit", name, document=DOSSIER.hex(), operations=list(operations), schema=schema, now=now
        )

    def seal(self, name: str, now: int = NOW) -> str:
        """The envelope."""
        return str(self.ask("seal", name, document=DOSSIER.hex(), now=now)["sealed"][0]["envelope"])

    def write(self, name: str, *operations: list[object], now: int = NOW) -> str:
        self.edit(name, *operations, now=now)
        return self.seal(name, now)

    def receive(self, name: str, *envelopes: str, now: int = NOW) -> Json:
        return self.ask("receive", name, envelopes=list(envelopes), now=now)

    def exclude(self, name: str, change: Written, operations: object, turn: int) -> Json:
        return self.ask(
            "exclude",
            name,
            document=DOSSIER.hex(),
            change=change.id.hex(),
            parents=[parent.hex() for parent in change.parents],
            operations=operations,
            turn=turn,
        )

    def look(self, *names: str, at: list[str] | None = None) -> None:
        for name in names:
            self.ask("state", name, document=DOSSIER.hex(), **({} if at is None else {"at": at}))
            if at is None:
                self.ask("conflicts", name, document=DOSSIER.hex())

    def told(self, name: str, rules: str) -> Vector:
        return {"name": name, "rules": rules.split(), "script": self.script}
