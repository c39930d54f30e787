"""Generated histories: people, clones, liars and forgers, and what each of them really saw.

A history is a list of requests to the replica harness and its replies; another harness must give the same.
Beside it stands the truth: what each replica holds, and what each author had on screen.
"""

import hashlib
import json
import random
from collections.abc import Callable
from typing import Final, Literal

from sync import seal
from sync.change import Change, Malformed, Operation, encode, read_operation
from sync.exclusions import Exclusion, pack_exclusion, parse_exclusion
from sync.seal import SigningKey
from tests.support.answers import edited_operations, paths_set
from tests.support.letters import Json, Letter, Replica, Told, Truth, holdings, letter

_NOW: Final = 1_795_000_000_000
_CLOCKS: Final = (0, _NOW, _NOW, _NOW, 4_102_444_800_000, 9_000_000_000_000_000)
_SCHEMAS: Final = ("khoi-cong@1", "khoi-cong@1", "khoi-cong@1", "khoi-cong@2")
_EXCLUDED: Final[tuple[Literal["all"] | list[int], ...]] = ("all", "all", [], [], [0], [1], [0, 1], [0, 7])


class History:
    """One history, as it is told to `answer`, the harness."""

    def __init__(self, seed: int, answer: Callable[[str], str]) -> None:
        self.told: list[Told] = []
        self.truths: dict[bytes, Truth] = {}
        self.replicas: dict[str, Replica] = {}
        self.letters: list[Letter] = []
        self.records: list[Exclusion] = []
        self._answer = answer
        self._seed = seed
        self._random = random.Random(seed)
        self._open: dict[tuple[str, str], Truth] = {}
        self._known: set[bytes] = set()
        self.documents = [
            _digest(f"{seed} {place}")[:16] for place in range(self._random.choice((1, 1, 1, 2)))
        ]
        self._liar = SigningKey.from_secret(_digest(f"{seed} liar"))
        self._tell()

    # The plot

    def _tell(self) -> None:
        names = ["a", "b", "c"][: self._random.choice((2, 3, 3))]
        for place, name in enumerate(names):
            of = "a" if place and self._random.random() < 0.2 else name
            self._new(name, _digest(f"{self._seed} secret {of}"), stranger=self._random.random() < 0.15)
        if self._random.random() < 0.7:
            self._know(self._liar.public)
        acts = [self._edit] * 7 + [self._seal] * 3 + [self._receive] * 6 + [self._lie] * 2
        acts += [self._exclude] * 2 + [self._look, self._mistake, self._learn]
        for _ in range(self._random.randint(10, 32)):
            self._random.choice(acts)()
        self._come_together()

    def _come_together(self) -> None:
        """The network heals: all keys, exclusions and envelopes reach everyone."""
        self._know(self._liar.public)
        for name in sorted(self.replicas):
            for document in self.documents:
                self._request("seal", name, document=document.hex(), now=_NOW + 1)
            self._know(self.replicas[name].key.public)
        for name in sorted(self.replicas):
            for record in self.records:
                self._hand_over(name, record)
            letters = list(self.letters)
            self._random.shuffle(letters)
            self._deliver(name, letters)
            self._deliver(name, self._random.sample(letters, min(4, len(letters))))
        for name in sorted(self.replicas):
            for document in self.documents:
                self._request("state", name, document=document.hex())
                self._request("conflicts", name, document=document.hex())

    # Acts

    def _new(self, name: str, secret: bytes, *, stranger: bool = False) -> None:
        self._request("new", name, secret=secret.hex(), stranger=stranger)
        self.replicas[name] = Replica(key=SigningKey.from_secret(secret))
        if not stranger:
            self._known.add(self.replicas[name].key.device)

    def _know(self, public: bytes) -> None:
        self._known.add(seal.device_id(public))
        self._request("know", public=public.hex())

    def _learn(self) -> None:
        self._know(self.replicas[self._someone()].key.public)

    def _edit(self) -> None:
        name, document = self._someone(), self._random.choice(self.documents).hex()
        operations = edited_operations(self._random)
        before = self._open.get((name, document))
        schema = self._random.choice(_SCHEMAS)
        reply = self._request(
            "edit",
            name,
            document=document,
            operations=operations,
            schema=schema,
            now=self._random.choice(_CLOCKS),
        )
        # What was open was sealed: these operations begin a new change.
        if reply["sealed"]:
            before = None
        screen = json.loads(self._ask({"do": "state", "name": name, "document": document})["state"])
        values = {path: frozenset(entry[0] for entry in entries) for path, entries in screen[1]}
        seen = dict(before.seen) if before else {}
        seen |= {path: values.get(path, frozenset()) for path in paths_set(operations)}
        self._open[name, document] = Truth(before.heads if before else tuple(screen[4]), seen)

    def _seal(self) -> None:
        document = self._random.choice(self.documents)
        now = self._random.choice(_CLOCKS)
        self._request("seal", self._someone(), document=document.hex(), now=now)

    def _receive(self) -> None:
        count = min(len(self.letters), self._random.randint(1, 5))
        letters = self._random.sample(self.letters, count)
        if letters and self._random.random() < 0.3:
            letters.append(self._random.choice(letters))
        self._deliver(self._someone(), letters)

    def _exclude(self) -> None:
        changes = [it for it in self.letters if it.genuine and not isinstance(it.content, Malformed)]
        if not changes:
            return
        about = self._random.choice(changes)
        assert not isinstance(about.content, Malformed)
        assert about.change is not None
        payload = pack_exclusion(
            document=about.content.document,
            change=about.change,
            parents=about.content.parents,
            operations=self._random.choice(_EXCLUDED),
            code="",
            turn=self._random.randint(1, 3),
        )
        record = parse_exclusion(payload)
        assert record is not None
        self.records.append(record)
        self._hand_over(self._someone(), record)

    def _look(self) -> None:
        name, document = self._someone(), self._random.choice(self.documents).hex()
        known = [it.change.hex() for it in self.letters if it.change]
        at = self._random.sample(known, self._random.randint(0, min(3, len(known))))
        self._request("state", name, document=document, at=at)
        self._request("state", name, document=document)
        self._request("conflicts", name, document=document)

    def _mistake(self) -> None:
        wrong: list[object] = [
            ["set", "/a", 1],
            self._random.choice([["set", "a", 1], [], "set", ["set", "/a"]]),
        ]
        document = self._random.choice(self.documents).hex()
        self._request("edit", self._someone(), document=document, operations=wrong, schema="a@1", now=_NOW)

    def _lie(self) -> None:
        """An envelope that no honest program would send."""
        lie = self._random.choice(["parents", "parents", "parents", "newer", "forged", "cut", "malformed"])
        honest = [it for it in self.letters if it.genuine]
        if lie in ("forged", "cut") and honest:
            envelope = self._random.choice(honest).envelope
            forged = envelope[:-8] + "00000000" if lie == "forged" else envelope[:-2]
            if all(it.envelope != forged for it in self.letters):
                self._post(forged, genuine=False)
            return
        known = [it.change for it in self.letters if it.change] + [_digest("nobody's")]
        payload = encode(
            Change(
                version=2 if lie == "newer" else 1,
                schema="a@1" if lie != "malformed" else "no version",
                document=self._random.choice(self.documents),
                device=self._liar.device,
                time=self._random.choice((0, 91_000_000_000, 2**42 - 1, 2**53 - 1)),
                parents=tuple(
                    sorted(set(self._random.sample(known, self._random.randint(0, min(3, len(known))))))
                ),
                operations=tuple(_read(item) for item in edited_operations(self._random)),
            )
        )
        envelope = seal.pack_signed(payload, self._liar.sign(seal.CHANGE, payload)).hex()
        self._post(envelope, genuine=lie != "malformed")

    # The conversation

    def _some(self, known: list[bytes]) -> tuple[bytes, ...]:
        return tuple(sorted(set(self._random.sample(known, self._random.randint(0, min(3, len(known)))))))

    def _someone(self) -> str:
        return self._random.choice(sorted(self.replicas))

    def _deliver(self, name: str, letters: list[Letter]) -> None:
        self.replicas[name].letters.update({it.envelope: it for it in letters})
        self._request(
            "receive", name, envelopes=[it.envelope for it in letters], now=self._random.choice(_CLOCKS)
        )

    def _hand_over(self, name: str, record: Exclusion) -> None:
        self.replicas[name].records.add(record)
        self._request(
            "exclude",
            name,
            document=record.document.hex(),
            change=record.change.hex(),
            parents=[parent.hex() for parent in record.parents],
            operations=record.operations,
            turn=record.turn,
        )

    def _request(self, do: str, name: str | None = None, **details: object) -> Json:
        request = {"do": do, **({"name": name} if name else {}), **details}
        reply = self._ask(request)
        for sealed in reply.get("sealed", []):
            author, it = sealed if isinstance(sealed, list) else (str(name), sealed)
            self._sealed(author, it)
        asked = name if do in ("state", "conflicts", "receive") else None
        held = holdings(self.replicas[asked], self._known) if asked else None
        self.told.append(Told(request=request, reply=reply, replica=asked, holdings=held))
        return reply

    def _ask(self, request: Json) -> Json:
        reply: Json = json.loads(self._answer(json.dumps(request)))
        return reply

    def _sealed(self, name: str, sealed: Json) -> None:
        own = self._post(sealed["envelope"], genuine=True)
        assert isinstance(own.content, Change)
        assert own.change is not None
        self.replicas[name].letters[own.envelope] = own
        self.truths[own.change] = self._open.pop((name, own.content.document.hex()))

    def _post(self, envelope: str, *, genuine: bool) -> Letter:
        posted = letter(envelope, genuine=genuine)
        self.letters.append(posted)
        return posted


def _read(item: list[object]) -> Operation:
    operation = read_operation(item)
    assert not isinstance(operation, Malformed)
    return operation


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
