"""Where things are in this checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PWA = ROOT / "pwa"
VAR = ROOT / "var"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
# one file for each finished step of the set-up, naming the bytes it was done for
STAMPS = VENV / "stamps"
# held by whoever prepares this checkout, and by every hub that serves from it
PREPARING = VAR / "prepare.lock"
SERVING = VAR / "serve.lock"
