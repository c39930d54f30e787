"""Forget the demo: its database, keys and certificates in var/. Asks first; `--yes` does not."""

import fcntl
import shutil
import sys

from places import PREPARING, SERVING, VAR
from prepare import one_at_a_time


def main(arguments: list[str]) -> int:
    found = [entry for entry in sorted(VAR.glob("*")) if entry not in (PREPARING, SERVING)]
    if not found:
        print("Nothing to forget: var/ is empty.")
        return 0
    with one_at_a_time(PREPARING, quiet=False), SERVING.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("A hub serves from var/: end it with Ctrl-C and try again.", file=sys.stderr)
            return 1
        if arguments != ["--yes"] and not agreed([entry.name for entry in found]):
            print("Nothing was deleted.")
            return 1
        for entry in found:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink(missing_ok=True)
    print("Forgotten. `make run` begins anew; a phone that enrolled before needs a new link.")
    return 0


def agreed(names: list[str]) -> bool:
    try:
        answer = input(f"Delete {', '.join(names)} from var/ for good? Type yes: ")
        return answer.strip().lower() in ("y", "yes")
    except EOFError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
