"""A hub in a process of its own, as people start it; a test may kill it and start it again on its port."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx

from tests.support.database import free_port

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS_MAX = 120
POLL_SECONDS = 0.01
LOG_TAIL_CHARS = 3_000


class Missed(AssertionError):
    """The hub did not come up; the message is the end of its log."""


class HubProcess:
    """`python -m backend serve` over one data folder and one database, always at the same address."""

    def __init__(self, data: Path, database: str) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self.data = data
        self.database = database
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = data / "process.log"
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ.get("PATH", ""),
            "HAIDANG_DATA_DIR": str(self.data),
            "HAIDANG_PAGES": str(self.data / "dist"),
            "DATABASE_URL": self.database,
            "PORT": str(self.port),
        }

    def start(self, extra: Mapping[str, str] | None = None) -> None:
        assert self._running is None
        # It ends with this process, also where tests are killed.
        setpriv = shutil.which("setpriv")
        tied = [] if setpriv is None else [setpriv, "--pdeathsig=KILL"]
        with self.log.open("ab") as written:
            self._running = subprocess.Popen(
                [*tied, sys.executable, "-m", "backend", "serve"],
                cwd=ROOT,
                env={**self.environment, **(extra or {})},
                stdout=written,
                stderr=written,
            )

    async def ready(self) -> float:
        """Seconds until it says that it is ready."""
        return await ready(self.address, self.log, lambda: self._process.poll() is None)

    def kill(self) -> None:
        self.send(signal.SIGKILL)
        self._process.wait()
        self._running = None

    def ended(self, seconds: float) -> int:
        """Its status, once it has ended by itself."""
        status = self._process.wait(seconds)
        self._running = None
        return status

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=self.address, timeout=READY_SECONDS_MAX)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._running is not None

    @property
    def _process(self) -> subprocess.Popen[bytes]:
        assert self._running is not None
        return self._running


async def ready(address: str, log: Path, lives: Callable[[], bool]) -> float:
    """Seconds until a hub that was just started says that it is ready."""
    began = time.monotonic()
    async with httpx.AsyncClient(base_url=address) as client:
        while not await _says_ready(client):
            if not lives() or time.monotonic() - began > READY_SECONDS_MAX:
                raise Missed(_tail(log))
            await asyncio.sleep(POLL_SECONDS)
    return time.monotonic() - began


async def _says_ready(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/health/ready")).status_code == 200
    except httpx.TransportError:
        return False


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-LOG_TAIL_CHARS:]
