"""A backup: whole or not there, keys apart, verified before anything is written, never over another."""

import json
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from backend.database import Database
from backend.identity import KEY_FILE
from backend.migrations.upgrade import upgrade
from backend.operations.folders import whole_folder
from backend.operations.stopped import Stopped
from tests.operations.conftest import Places
from tests.operations.place import Place
from tests.support.people import Declined, go_to_work
from tests.support.units import AREA, FACT, HERE, officer_of, read_unit, write_fact


async def test_data_and_keys_lie_apart_for_their_owner_alone_and_neither_gives_the_other_away(
    places: Places,
) -> None:
    place = await places(0)
    async with place.hub() as hub:
        data, keys = await place.back_up()
    pem = (place.data / KEY_FILE).read_bytes()
    everything = b"".join(file.read_bytes() for file in data.iterdir())
    for secret in (hub.identity.secret, hub.identity.secret.hex().encode(), pem):
        assert secret not in everything
    assert {file.name for file in keys.iterdir()} == {KEY_FILE, "hub-secret", "manifest.json"}
    assert (keys / KEY_FILE).read_bytes() == pem
    assert {stat.S_IMODE(one.stat().st_mode) for one in (data, keys)} == {0o700}
    files = [*data.iterdir(), *keys.iterdir()]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def test_a_restore_is_another_incarnation_of_the_same_node(places: Places) -> None:
    place, elsewhere = await places(0), await places(1)
    async with place.hub() as before:
        backup = await place.back_up()
    read = await elsewhere.restore(backup)
    async with elsewhere.hub() as after:
        one, other = before.identity, after.identity
        assert (one.node, one.key.public, one.secret) == (other.node, other.key.public, other.secret)
        assert one.incarnation != other.incarnation
        assert one.mark != other.mark
    assert any("new incarnation" in line for line in read)


async def test_what_units_say_is_restored_and_issued_anew(places: Places) -> None:
    """Phones have what was issued after the backup: at an older moment they would not follow."""
    place, elsewhere = await places(0), await places(1)
    async with place.hub() as hub:
        officer = await officer_of(hub, "an")
        kept = await write_fact(officer, FACT, AREA)
        backup = await place.back_up()
        await write_fact(officer, FACT, replace(AREA, version=1, text="Khu thử B"))
    await elsewhere.restore(backup)
    async with elsewhere.hub() as after:
        assert await after.rows("SELECT issued FROM catalogue_issue") == [(after.clock(),)]
        [entry] = [one for one in after.bundle.entries.values() if one.name == f"unit/{HERE}"]
        assert "Khu thử A" in entry.content.decode()
        officer.client = after.client()
        # Who was at work then may have gone since: a session does not come back.
        with pytest.raises(Declined) as declined:
            await read_unit(officer)
        assert declined.value.problem.code == "session-needed"
        after.authenticators = hub.authenticators
        await go_to_work(after, officer)
        assert await read_unit(officer) == kept


async def test_a_backup_never_takes_the_place_of_another(places: Places) -> None:
    place = await places(0)
    async with place.hub():
        data, _ = await place.back_up()
        before = {file.name: file.read_bytes() for file in data.iterdir()}
        with pytest.raises(Stopped, match="is there already"):
            await place.back_up()
    assert {file.name: file.read_bytes() for file in data.iterdir()} == before
    assert [one.name for one in data.parent.iterdir()] == [data.name]


async def test_a_database_in_use_is_left_alone(places: Places) -> None:
    place = await places(0)
    async with place.hub() as hub:
        backup = await place.back_up()
        with pytest.raises(Stopped, match=r"is there already|is not empty"):
            await place.restore(backup)
        assert await hub.rows("SELECT incarnation FROM node") == [(hub.identity.incarnation,)]


@pytest.mark.parametrize("places", ["sqlite"], indirect=True)
async def test_wrong_keys_and_what_is_no_backup_are_refused_before_anything_is_written(
    places: Places,
) -> None:
    place, other, empty = await places(0), await places(0), await places(1)
    async with place.hub():
        data, keys = await place.back_up()
    async with other.hub():
        _, others_keys = await other.back_up("other")
    await _refuses(empty, (data, others_keys), "another hub")
    await _refuses(empty, (keys, keys), "holds keys, not data")
    await _refuses(empty, (data.parent, keys), "is no backup")
    empty.data.mkdir()
    (empty.data / KEY_FILE).write_bytes((others_keys / KEY_FILE).read_bytes())
    await _refuses(empty, (data, keys), "is the key of another hub")
    assert not (empty.data / "hub.sqlite").exists()


@pytest.mark.parametrize("places", ["sqlite"], indirect=True)
async def test_a_changed_byte_a_missing_file_and_a_newer_release_are_refused(places: Places) -> None:
    place, empty = await places(0), await places(1)
    async with place.hub():
        data, keys = await place.back_up()
    manifest = data / "manifest.json"
    written = manifest.read_bytes()
    manifest.write_text(json.dumps(json.loads(written) | {"revision": "of_next_year"}))
    await _refuses(empty, (data, keys), "newer release")
    manifest.write_text(json.dumps(json.loads(written) | {"files": [{"name": "../hub-key.pem"}]}))
    await _refuses(empty, (data, keys), "cannot be read as a manifest")
    manifest.write_bytes(written)
    with (data / "hub.sqlite").open("r+b") as file:
        file.seek(5_000)
        file.write(b"\xff")
    await _refuses(empty, (data, keys), "SHA-256 differs")
    (data / "hub.sqlite").unlink()
    await _refuses(empty, (data, keys), "is missing")
    assert not empty.data.exists()


async def test_where_there_is_nothing_to_back_up_it_says_so(places: Places) -> None:
    place = await places(0)
    with pytest.raises(Stopped, match=r"There is no database|The database is empty"):
        await place.back_up()
    place.data.mkdir(exist_ok=True)
    database = Database(place.settings.database)
    await upgrade(database)
    await database.close()
    with pytest.raises(Stopped, match="never started"):
        await place.back_up()
    assert not list((place.data.parent / "backup").rglob("haidang-*"))


def test_a_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "backups" / "one"
    with pytest.raises(KeyboardInterrupt):
        _interrupted(target)
    assert list(target.parent.iterdir()) == []
    with whole_folder(target) as draft:
        (draft / "whole").write_bytes(b"whole")
        assert not target.exists()
    assert (target / "whole").read_bytes() == b"whole"
    assert [one.name for one in target.parent.iterdir()] == ["one"]


def _interrupted(target: Path) -> None:
    with whole_folder(target) as draft:
        (draft / "half").write_bytes(b"half")
        raise KeyboardInterrupt


async def _refuses(place: Place, backup: tuple[Path, Path], sentence: str) -> None:
    with pytest.raises(Stopped, match=sentence):
        await place.restore(backup)
