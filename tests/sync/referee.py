"""What must hold of any history: the oracle's answers, one state in every order, and no value lost."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from sync.change import Change, Malformed, Set
from sync.document import Document
from tests.support.histories import History
from tests.support.letters import Holdings, Letter
from tests.sync.oracle import Held, Oracle, plain, text

_ORDERS: Final = 3


def check_answers(history: History) -> None:
    """Every state, list of conflicts and verdict that a replica ever gave is the oracle's."""
    by_envelope = {letter.envelope: letter for letter in history.letters}
    by_digest: dict[str, object] = {}
    oracles: dict[Held, Oracle] = {}

    def oracle(holdings: Holdings, document: bytes) -> Oracle:
        held = held_of(holdings, document)
        if held not in oracles:
            oracles[held] = Oracle(held)
        return oracles[held]

    for told in history.told:
        request, reply, holdings = told.request, told.reply, told.holdings
        if holdings is None:
            continue
        if request["do"] == "receive":
            letters = [by_envelope[envelope] for envelope in request["envelopes"]]
            assert reply["verdicts"] == [_verdict(letter, holdings, oracle) for letter in letters]
            continue
        expected = oracle(holdings, bytes.fromhex(request["document"]))
        if request["do"] == "conflicts":
            assert reply["conflicts"] == expected.conflicts()
        elif "at" in request:
            assert reply["state"] == expected.state([bytes.fromhex(change) for change in request["at"]])
        else:
            assert (reply["state"], reply["digest"]) == (expected.state(), expected.digest())
            assert by_digest.setdefault(reply["digest"], expected.in_effect()) == expected.in_effect()


def _verdict(letter: Letter, holdings: Holdings, oracle: Callable[[Holdings, bytes], Oracle]) -> list[object]:
    change = letter.change and letter.change.hex()
    if isinstance(letter.content, Malformed):
        return [change, "refused", "malformed", []]
    if letter.content.device not in holdings.devices:
        return [change, "waiting", "unknown-key", []]
    if not letter.genuine:
        return [change, "refused", "bad-signature", []]
    assert letter.change is not None
    verdict, code, missing = oracle(holdings, letter.content.document).verdict(letter.change)
    return [change, verdict, code, [parent.hex() for parent in missing]]


def check_agreement(history: History) -> None:
    """Once everything has reached everyone, the last answers about each document are the same."""
    last = {}
    for told in history.told:
        if told.request["do"] in ("state", "conflicts") and "at" not in told.request:
            last[told.replica, told.request["do"], told.request["document"]] = told.reply
    for (_, do, document), reply in last.items():
        assert reply == last[min(history.replicas), do, document]


def final(history: History) -> list[Held]:
    """What everyone holds in the end, by document."""
    holdings = next(told.holdings for told in reversed(history.told) if told.holdings is not None)
    return [held_of(holdings, document) for document in history.documents]


def check_orders(held: Held, oracle: Oracle, random: Random) -> Document:
    """Any order of arrival, with repetition, gives the oracle's state; nothing applied becomes unapplied."""
    replaced = None
    for _ in range(_ORDERS):
        document = Document(held.document)
        payloads = dict(held.payloads)
        arrivals = [*sorted(payloads), *sorted(held.records)] * random.choice((1, 1, 2))
        random.shuffle(arrivals)
        for arrival in arrivals:
            before = set(document.order())
            known = payloads.get(arrival)
            now = document.exclude(arrival) if known is None else document.take(arrival, known)
            assert set(document.order()) == before | set(now)
            assert before.isdisjoint(now)
        assert document.state() == oracle.state()
        assert list(document.conflicts()) == oracle.conflicts()
        assert set(document.order()) == oracle.applied
        assert all(document.context(change) == oracle.ancestors[change] for change in oracle.applied)
        assert replaced in (None, document.replaced())
        replaced = document.replaced()
    return document


def check_honest_contexts(history: History, oracle: Oracle) -> None:
    """Who writes honestly claims to have seen exactly what was there when she began (O4, H4)."""
    for change, truth in history.truths.items():
        content = oracle.changes.get(change)
        if isinstance(content, Change):
            assert sorted(parent.hex() for parent in content.parents) == sorted(truth.heads)


def check_no_value_is_lost(history: History, oracle: Oracle, document: Document) -> None:
    """Every value is current, or was replaced by somebody who saw it, or is left out itself, or is listed."""
    current = oracle.registers(oracle.applied)
    listed = document.replaced()
    for change, path, value in _values(oracle):
        shown = [*current[path].values(), *(entry.value for entry in listed.get(path, ()))]
        if text(plain(value)) in {text(plain(other)) for other in shown}:
            continue
        assert any(
            change in oracle.ancestors[other] and _saw(history, other, path, change)
            for other, other_path, _ in _values(oracle)
            if other_path == path
        ), f"{value!r} of {change.hex()} at {path}"


def _values(oracle: Oracle) -> Iterator[tuple[bytes, str, object]]:
    """The value that each applied change leaves at each path it sets."""
    for change in oracle.applied:
        last = {op.path: op.value for _, op in oracle.in_force(change) if isinstance(op, Set)}
        for path, value in last.items():
            yield change, path, value


def _saw(history: History, author: bytes, path: str, change: bytes) -> bool:
    """A liar is taken at its word: what it claims to have seen it may replace."""
    truth = history.truths.get(author)
    return truth is None or change.hex() in truth.seen[path]


def held_of(holdings: Holdings, document: bytes) -> Held:
    """Of what a replica has, that of one document."""
    return Held(
        document=document,
        payloads=tuple(
            (change, it.payload) for change, it in holdings.letters.items() if it.document == document
        ),
        records=frozenset(it.payload for it in holdings.records if it.document == document),
        unverified=frozenset(it for it, of in holdings.unverified.items() if of == document),
    )
