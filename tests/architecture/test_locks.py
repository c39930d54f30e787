"""What is installed: every package pinned by version and hash, nothing fetched from a written address."""

import json
import re
import tomllib

from tests.architecture.repository import ROOT

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;]+)", re.MULTILINE)
LOCK_LINE = re.compile(r"[a-z0-9][a-z0-9._-]*==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")

LOCKS = {
    "requirements.txt": (),
    "requirements-dev.txt": ("dev",),
    "requirements-bench.txt": ("dev", "bench"),
}


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


def wanted(*extras: str) -> dict[str, str]:
    """What pyproject.toml names directly: every one with an exact version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for one in extras for line in project["optional-dependencies"][one]),
    ]
    found = {}
    for line in lines:
        match = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", line)
        assert match, f"pin it exactly: {line}"
        found[match[1].lower()] = match[2]
    return found


def test_the_locks_hold_what_the_project_names_at_the_same_versions() -> None:
    for lock, extras in LOCKS.items():
        held = pins(lock)
        stale = {name: version for name, version in wanted(*extras).items() if held.get(name) != version}
        assert not stale, f"compile {lock} anew (CONTRIBUTING.md, dependencies): {stale}"


def test_what_is_tested_is_what_is_served() -> None:
    served = pins("requirements.txt")
    for lock in ("requirements-dev.txt", "requirements-bench.txt"):
        held = pins(lock)
        different = {name for name, version in served.items() if held.get(name) != version}
        assert not different, f"compile all locks together, {lock} differs: {different}"


def test_every_line_of_a_lock_is_a_pin_or_its_hash() -> None:
    for lock in sorted(ROOT.glob("requirements*.txt")):
        odd = [
            line for line in lock.read_text(encoding="utf-8").splitlines() if not LOCK_LINE.fullmatch(line)
        ]
        assert not odd, f"{lock.name}: no addresses, options or comments: {odd[:3]}"
    assert not (ROOT / "uv.lock").exists(), "uv.lock carries addresses: the locks are requirements*.txt"


def test_node_packages_are_pinned_by_hash_and_carry_no_address() -> None:
    lock = json.loads((ROOT / "pwa" / "package-lock.json").read_text(encoding="utf-8"))
    package = json.loads((ROOT / "pwa" / "package.json").read_text(encoding="utf-8"))
    for kind in ("dependencies", "devDependencies"):
        inexact = {
            name for name, version in package[kind].items() if not re.fullmatch(r"[0-9][\w.-]*", version)
        }
        assert not inexact, f"pin these exactly in pwa/package.json: {inexact}"
        assert lock["packages"][""][kind] == package[kind], "run npm install in pwa/ and keep its lock"
    for place, entry in lock["packages"].items():
        assert "resolved" not in entry, f"{place} carries an address"
        assert not place or entry.get("integrity", "").startswith("sha512-"), f"{place} has no hash"


def test_every_optional_part_of_a_node_package_is_locked_too() -> None:
    """`npm ci` refuses a lock that lacks one, so a version that some platform lacks cannot be used."""
    lock = json.loads((ROOT / "pwa" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    names = {place.rpartition("node_modules/")[2] for place in lock}
    missing = {
        f"{place}: {part}"
        for place, entry in lock.items()
        for part in entry.get("optionalDependencies", {})
        if part not in names
    }
    assert not missing, f"take another version of these: {sorted(missing)}"
