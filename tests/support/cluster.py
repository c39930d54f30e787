"""A PostgreSQL cluster that waits for the disk, and that a test may kill, freeze, stop and start again."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support.database import START_SECONDS_MAX, Missing, as_user, free_port, programs, run

# What a city's hub relies on: a commit is on disk before it is answered.
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
SMALL = ("max_connections=40", "shared_buffers=16MB", "max_wal_size=64MB", "log_min_messages=fatal")
POLL_SECONDS = 0.02
END_SECONDS_MAX = 5


class Cluster:
    """One cluster in one folder. A second one over a copy of the folder is the same after a power cut."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.server = f"postgresql+asyncpg://hub@127.0.0.1:{self.port}"
        self._programs = programs()
        self._prefix = as_user(folder)
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def make(self, *, synced: bool) -> None:
        """`synced`: written to the disk, for a test that cuts its power."""
        self.folder.chmod(0o755)
        initdb = [str(self._programs / "initdb"), "-D", str(self.data), "-A", "trust", "-U", "hub"]
        run([*self._prefix, *initdb, "-E", "UTF8", *([] if synced else ["-N"])])

    def start(self, *, wait: bool = True) -> None:
        """Until it takes connections. After `kill` it recovers first what was committed."""
        assert self._running is None
        options = (
            *DURABLE,
            *SMALL,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            f"port={self.port}",
        )
        command = [str(self._programs / "postgres"), "-D", str(self.data), *(f"--{one}" for one in options)]
        with (self.folder / "log").open("ab") as written:
            self._running = subprocess.Popen(
                [*self._prefix, *command], cwd="/", stdout=written, stderr=written
            )
        if wait:
            self.wait()

    def wait(self) -> None:
        ready = [str(self._programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        until = time.monotonic() + START_SECONDS_MAX
        while subprocess.run(ready, capture_output=True, check=False).returncode != 0:
            if self._process.poll() is not None or time.monotonic() > until:
                raise Missing(f"PostgreSQL did not start: {(self.folder / 'log').read_text()[-2_000:]}")
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """As an operator restarts it: connections are cut, everything is written back."""
        self._process.send_signal(signal.SIGINT)
        self._ended()

    def kill(self) -> None:
        """SIGKILL to every process of the cluster."""
        processes = self.processes()
        self._signal_all(signal.SIGKILL)
        self._ended()
        # Children end by themselves, and hold the folder until then.
        until = time.monotonic() + END_SECONDS_MAX
        while any(map(_lives, processes)) and time.monotonic() < until:
            time.sleep(POLL_SECONDS)

    def freeze(self) -> None:
        self._signal_all(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal_all(signal.SIGCONT)

    def processes(self) -> list[int]:
        """The postmaster first, then its children."""
        first = self._process.pid
        children = subprocess.run(["pgrep", "-P", str(first)], capture_output=True, text=True, check=False)
        return [first, *map(int, children.stdout.split())]

    def _signal_all(self, number: signal.Signals) -> None:
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def _ended(self) -> None:
        self._process.wait()
        self._running = None

    @property
    def _process(self) -> subprocess.Popen[bytes]:
        assert self._running is not None
        return self._running

    @property
    def is_running(self) -> bool:
        return self._running is not None


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def cluster_in(folder: Path | None = None) -> Iterator[Cluster]:
    """A cluster, made and started, in a folder that its user may reach; gone at the end of the block."""
    # Short, and readable by the user that PostgreSQL runs as.
    own = Path(tempfile.mkdtemp(prefix="haidang-pg-")) if folder is None else folder
    cluster = Cluster(own)
    try:
        cluster.make(synced=folder is not None)
        cluster.start()
        yield cluster
    finally:
        if cluster.is_running:
            cluster.kill()
        if folder is None:
            shutil.rmtree(own, ignore_errors=True)


def owned(cluster: Cluster, path: Path) -> None:
    """Give a file or folder to the user that the cluster runs as."""
    owner = cluster.data.stat()
    os.chown(path, owner.st_uid, owner.st_gid)
