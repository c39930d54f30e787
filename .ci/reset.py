"""Forget the demo: its database, keys and certificates in var/. Asks first; `--yes` does not."""

import shutil
import sys

from places import VAR
from prepare import one_at_a_time


def main(arguments: list[str]) -> int:
    kept = VAR / "prepare.lock"
    found = [entry for entry in sorted(VAR.glob("*")) if entry != kept]
    if not found:
        print("Nothing to forget: var/ is empty.")
        return 0
    if arguments != ["--yes"] and not agreed([entry.name for entry in found]):
        print("Nothing was deleted.")
        return 1
    with one_at_a_time(kept, quiet=False):
        for entry in found:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink(missing_ok=True)
    print("Forgotten. `make run` begins anew; a phone that enrolled before needs a new link.")
    return 0


def agreed(names: list[str]) -> bool:
    try:
        return input(f"Delete {', '.join(names)} from var/ for good? Type yes: ").strip().lower() in (
            "y",
            "yes",
        )
    except EOFError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
