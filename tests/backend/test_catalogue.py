"""The catalogue as phones ask for it: signed, entry by entry, only what is new, and as old as it is."""

import msgspec
import pytest

from backend.app import create_app, issue
from backend.forms import catalogue
from backend.forms.bundle import Entry, bundle_of, entries_of
from backend.forms.days import day_of
from backend.forms.succession import late
from backend.issuing import issue as issuing
from sync import seal
from sync.packing import unpack
from tests.support.hub import START_MS, Hub
from tests.support.people import problem_of

Listed = list[tuple[str, bytes, int]]


async def manifest_of(hub: Hub) -> tuple[int, Listed]:
    async with hub.client() as client:
        reply = await client.get("/api/catalogue")
    signed = seal.unpack_signed(reply.content)
    assert signed is not None
    payload, signature = signed
    assert seal.verify(hub.identity.key.public, seal.CATALOGUE, payload, signature)
    version, issued, listed = msgspec.convert(unpack(payload), tuple[int, int, Listed])
    assert version == 1
    return issued, listed


async def test_whoever_asks_gets_the_manifest_that_the_hub_signed(hub: Hub) -> None:
    issued, listed = await manifest_of(hub)
    assert issued == START_MS
    assert listed == [(entry.name, entry.digest, len(entry.content)) for entry in catalogue.entries()]


async def test_every_entry_is_found_by_its_digest_and_never_asked_for_again(hub: Hub) -> None:
    _, listed = await manifest_of(hub)
    async with hub.client() as client:
        for name, digest, size in listed:
            reply = await client.get(f"/api/catalogue/{digest.hex()}")
            assert (len(reply.content), seal.digest(reply.content)) == (size, digest), name
            assert reply.headers["content-type"] == "application/json"
            assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_who_has_the_manifest_gets_nothing_again(hub: Hub) -> None:
    async with hub.client() as client:
        first = await client.get("/api/catalogue")
        assert first.headers["cache-control"] == "no-cache"
        assert first.headers["etag"] == f'"{seal.digest(first.content).hex()}"'
        for tag in (first.headers["etag"], f'"of-before", W/{first.headers["etag"]}'):
            again = await client.get("/api/catalogue", headers={"if-none-match": tag})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == first.headers["etag"]
        other = await client.get("/api/catalogue", headers={"if-none-match": '"of-before"'})
        assert other.content == first.content


async def test_it_travels_compressed_for_whoever_takes_that(hub: Hub) -> None:
    largest = max(catalogue.entries(), key=lambda entry: len(entry.content))
    async with hub.client() as client:
        for path in ("/api/catalogue", f"/api/catalogue/{largest.digest.hex()}"):
            zipped = await client.get(path, headers={"accept-encoding": "br, gzip"})
            plain = await client.get(path, headers={"accept-encoding": "gzip;q=0"})
            assert zipped.headers["content-encoding"] == "gzip"
            assert "content-encoding" not in plain.headers
            assert zipped.content == plain.content
            assert int(zipped.headers["content-length"]) < int(plain.headers["content-length"])
            assert zipped.headers["vary"] == plain.headers["vary"] == "accept-encoding"


@pytest.mark.parametrize("digest", ["00" * 32, "x", "units", "a" * 5_000])
async def test_what_is_no_entry_is_a_problem_that_nobody_keeps(hub: Hub, digest: str) -> None:
    async with hub.client() as client:
        reply = await client.get(f"/api/catalogue/{digest}")
    assert problem_of(reply).code == "not-found"
    assert reply.headers["cache-control"] == "no-store"


async def test_a_restart_issues_nothing_new(hub: Hub) -> None:
    before = hub.bundle.record
    hub.clock.now_ms += 86_400_000
    await hub.restart()
    assert hub.bundle.record == before
    assert await manifest_of(hub) == (START_MS, (await manifest_of(hub))[1])


async def test_another_content_is_issued_later_than_all_before_it_also_by_a_clock_that_was_set_back(
    hub: Hub,
) -> None:
    first, second = (entries_of({"forms/titles.json": text}) for text in ("{}", "[]"))
    moments = []
    for release, now_ms in ((first, 5_000), (second, 6_000), (second, 7_000), (first, 1_000), (first, 9_000)):
        async with hub.database.write() as tx:
            issued = await issuing.issue(tx, release, hub.identity.key, START_MS + now_ms)
        moments.append(issued.issued_ms)
    assert [moment - START_MS for moment in moments] == [5_000, 6_000, 6_000, 6_001, 6_001]


async def test_a_hub_serves_what_it_was_given_and_nothing_of_before(hub: Hub) -> None:
    made: tuple[Entry, ...] = entries_of({"forms/titles.json": "{}"})
    bundle = bundle_of(made, START_MS + 1, hub.identity.key)
    before = (await issue(hub.database, hub.identity, START_MS)).entries
    hub.app = create_app(hub.settings, hub.database, hub.identity, bundle, hub.clock)
    assert await manifest_of(hub) == (START_MS + 1, [("titles", made[0].digest, 2)])
    async with hub.client() as client:
        reply = await client.get(f"/api/catalogue/{next(iter(before))}")
    assert problem_of(reply).code == "not-found"


async def test_what_ends_with_nothing_to_follow_is_counted_by_the_hubs_clock(hub: Hub) -> None:
    async with hub.client() as client:
        assert "haidang_procedures_late 0.0" in (await client.get("/metrics")).text
        hub.clock.now_ms = START_MS + 10 * 365 * 86_400_000
        ended = late(catalogue.procedures(), day_of(hub.clock()))
        assert f"haidang_procedures_late {len(ended):.1f}" in (await client.get("/metrics")).text
