"""A replica: what it seals before it takes, which envelopes it keeps, what it answers."""

from sync import seal
from sync.change import Change, Malformed, Operation, Record, Set, decode
from sync.replica import Replica, Sealed, Verdict
from sync.seal import SigningKey
from tests.vectors.people import BAY, DOSSIER, LAN, MAI, Written, envelope, exclude, write

_NOW = 1_795_000_000_000
_FORM = "khoi-cong@1"
_KEYS = {key.device: key.public for key in (LAN, BAY)}
_START = write(BAY, 1, [], ["set", "/a", "trước"])


def replica(keys: dict[bytes, bytes] | None = None) -> Replica:
    return Replica(LAN, _KEYS if keys is None else keys)


def edited(it: Replica, *operations: Operation, schema: str = _FORM, now: int = _NOW) -> list[Sealed]:
    sealed = it.edit(DOSSIER, operations, schema, now)
    assert not isinstance(sealed, Malformed)
    return sealed


def content(sealed: Sealed) -> Change:
    found = decode(sealed.payload)
    assert isinstance(found, Change)
    return found


def receive(it: Replica, *changes: tuple[SigningKey, Written]) -> tuple[list[Sealed], list[Verdict]]:
    return it.receive([envelope(author, change.payload) for author, change in changes], _NOW)


def test_O2_another_schema_seals_first() -> None:
    it = replica()
    assert edited(it, Set("/a", 1)) == []
    (sealed,) = edited(it, Set("/a", 2), schema="khoi-cong@2", now=_NOW + 7)
    assert (content(sealed).schema, content(sealed).operations) == (_FORM, (Set("/a", 1),))
    assert content(sealed).time == 90_932_800_007
    (rest,) = it.seal(DOSSIER, _NOW)
    assert content(rest).parents == (seal.change_id(sealed.payload),)


def test_O3_what_would_not_fit_seals_first_as_often_as_it_must() -> None:
    it = replica()
    operations = [Set(f"/a{place}", "x" * 30_000) for place in range(5)]
    sealed = edited(it, *operations) + it.seal(DOSSIER, _NOW)
    assert [len(content(one).operations) for one in sealed] == [2, 2, 1]
    assert all(len(one.payload) <= 65_536 for one in sealed)
    assert [content(one).parents for one in sealed[1:]] == [
        (seal.change_id(one.payload),) for one in sealed[:-1]
    ]


def test_O3_a_value_that_grows_in_place_seals_nothing() -> None:
    it = replica()
    assert edited(it, Set("/a", "x" * 60_000), Set("/a", "y" * 60_000)) == []


def test_O3_one_operation_too_large_changes_nothing() -> None:
    it = replica()
    edited(it, Set("/a", 1))
    fault = it.edit(DOSSIER, [Set("/b", "x" * 60_000), Set("/c", "x" * 66_000)], "khoi-cong@2", _NOW)
    assert isinstance(fault, Malformed)
    (sealed,) = it.seal(DOSSIER, _NOW)
    assert content(sealed).operations == (Set("/a", 1),)


def test_O4_what_is_open_is_sealed_before_what_comes_is_applied() -> None:
    it = replica()
    receive(it, (BAY, _START))
    edited(it, Set("/a", "gõ dở"))
    after = write(BAY, 2, [_START], ["set", "/a", "sau"])
    sealed, verdicts = receive(it, (BAY, after))
    assert content(sealed[0]).parents == (_START.id,)
    assert verdicts == [Verdict(after.id, "accepted", "")]
    assert it.conflicts(DOSSIER) == ("/a",)


def test_O4_what_is_held_already_seals_nothing() -> None:
    it = replica()
    receive(it, (BAY, _START))
    edited(it, Set("/a", 1))
    assert receive(it, (BAY, _START))[0] == []


def test_O4_an_exclusion_that_lets_nothing_be_applied_seals_nothing() -> None:
    it = replica()
    receive(it, (BAY, _START))
    edited(it, Set("/b", 1))
    assert it.exclude(exclude(_START, "all", 1)) == []
    absent = write(BAY, 2, [_START], ["set", "/a", 2])
    assert len(it.exclude(exclude(absent, "all", 1))) == 1


def test_O5_where_nothing_is_open_sealing_makes_nothing() -> None:
    assert replica().seal(DOSSIER, _NOW) == []


def test_W6_envelopes_of_an_unknown_key_are_tried_when_it_comes() -> None:
    keys = dict(_KEYS)
    it = replica(keys)
    change = write(MAI, 1, [], ["set", "/a", 1])
    forged = [seal.pack_signed(change.payload, bytes([place]) * 64) for place in range(1, 5)]
    true = envelope(MAI, change.payload)
    waiting = [Verdict(change.id, "waiting", "unknown-key")]
    assert it.receive([*forged[:3], forged[0], true], _NOW)[1] == waiting * 5
    keys[MAI.device] = MAI.public
    assert it.learn(MAI.public) == []
    assert it.receive([true], _NOW)[1] == [Verdict(change.id, "accepted", "")]


def test_W6_the_fifth_envelope_is_not_kept() -> None:
    keys = dict(_KEYS)
    it = replica(keys)
    change = write(MAI, 1, [], ["set", "/a", 1])
    child = write(BAY, 2, [change], ["set", "/b", 1])
    forged = [seal.pack_signed(change.payload, bytes([place]) * 64) for place in range(1, 5)]
    it.receive([*forged, envelope(MAI, change.payload), envelope(BAY, child.payload)], _NOW)
    keys[MAI.device] = MAI.public
    it.learn(MAI.public)
    # None of the four verified: nothing is kept, and the child lacks its parent again.
    assert receive(it, (BAY, child))[1] == [Verdict(child.id, "waiting", "", (change.id,))]


def test_W9_what_waits_for_a_key_is_not_missing() -> None:
    it = replica()
    unknown = write(MAI, 1, [], ["set", "/a", 1])
    child = write(BAY, 2, [unknown], ["set", "/b", 1])
    assert receive(it, (BAY, child))[1] == [Verdict(child.id, "waiting", "", (unknown.id,))]
    assert receive(it, (MAI, unknown), (BAY, child))[1] == [
        Verdict(unknown.id, "waiting", "unknown-key"),
        Verdict(child.id, "waiting", ""),
    ]


def test_W7_W8_W11_each_envelope_is_judged_alone() -> None:
    it = replica()
    broken = seal.pack_signed(b"\xc0", bytes(64))
    forged = seal.pack_signed(_START.payload, bytes(63) + b"\1")
    stranger = write(MAI, 1, [], ["set", "/a", 1], version=2)
    true = envelope(BAY, _START.payload)
    _, verdicts = it.receive([broken, forged, true, forged, envelope(MAI, stranger.payload), b""], _NOW)
    assert verdicts == [
        Verdict(seal.change_id(b"\xc0"), "refused", "malformed"),
        Verdict(_START.id, "refused", "bad-signature"),
        Verdict(_START.id, "accepted", ""),
        Verdict(_START.id, "refused", "bad-signature"),
        Verdict(stranger.id, "waiting", "unknown-key"),
        Verdict(None, "refused", "malformed"),
    ]


def test_Z4_a_replica_knows_its_own_key() -> None:
    it = replica({})
    own = write(LAN, 1, [], ["set", "/a", 1])
    assert receive(it, (LAN, own))[1] == [Verdict(own.id, "accepted", "")]


def test_Z5_an_edit_of_nothing_or_of_no_form_is_malformed() -> None:
    it = replica()
    assert isinstance(it.edit(DOSSIER, [], _FORM, _NOW), Malformed)
    assert isinstance(it.edit(DOSSIER, [Set("/a", 1)], "no version", _NOW), Malformed)
    assert isinstance(it.edit(DOSSIER, [Record("noted", {"a": "\ud800"})], _FORM, _NOW), Malformed)
    assert it.seal(DOSSIER, _NOW) == []
