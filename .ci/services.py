"""Find what the tests need beside packages: PostgreSQL's programs and a Chromium.

As root on Debian or a kin of it, what is missing is installed; anyone else is told what to install.
nginx and Caddy, which read the operators' page, come along where nothing would start them; a test that
lacks them is skipped.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PROXIES = ("nginx", "caddy")
# There installing a server opens its ports.
SYSTEMD = Path("/run/systemd/system")
POSTGRESQL_HOMES = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt")


def main() -> int:
    missing = missing_packages()
    may_install = os.geteuid() == 0 and shutil.which("apt-get") is not None
    wanted = [*missing, *missing_proxies()] if may_install else []
    if wanted:
        print(f"Installing {' and '.join(wanted)}, which the tests use …", flush=True)
        install(wanted)
        missing = missing_packages()
    if missing:
        how = f"sudo apt-get install -y --no-install-recommends {' '.join(missing)}"
        print(
            f"The tests need {' and '.join(missing)}, not found here: install them "
            f"(Debian, Ubuntu: {how}) and try again.",
            file=sys.stderr,
        )
        return 1
    return 0


def missing_packages() -> list[str]:
    """The names of the Debian packages that would bring what is not here."""
    missing = []
    if not has_postgresql():
        missing.append("postgresql")
    if not os.environ.get("CHROMIUM") and not any(map(shutil.which, CHROMIUM_NAMES)):
        missing.append("chromium")
    return missing


def missing_proxies() -> list[str]:
    return [] if SYSTEMD.exists() else [name for name in PROXIES if not shutil.which(name)]


def has_postgresql() -> bool:
    """Debian keeps `initdb` and `postgres` off the path, one folder for each major version."""
    if shutil.which("initdb"):
        return True
    return any(any(Path(home).glob("*/bin/initdb")) for home in POSTGRESQL_HOMES)


def install(packages: list[str]) -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", *command], env=quiet, capture_output=True, text=True, errors="replace", check=False
        )
        if done.returncode:
            # said in full, for apt names its cause; what is still missing is said after it
            print(done.stderr.strip(), file=sys.stderr)
            return


if __name__ == "__main__":
    sys.exit(main())
