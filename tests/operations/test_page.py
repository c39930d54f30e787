"""docs/operations.md says what is so: settings, metrics, and files that the programs they are for accept."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from backend import settings
from backend.metrics import Metrics
from tests.operations.page import ROOT, Trial, blocks, rows, text

ENVIRONMENT = re.compile(r'environment(?:\.get\(|\[|, )"?([A-Z][A-Z_]+)"?|_path\(environment, "([A-Z_]+)"\)')


def settings_of(words: str) -> dict[str, str]:
    return dict(one.partition("=")[::2] for line in words.splitlines() for one in shlex.split(line))


def test_the_table_of_settings_is_the_codes() -> None:
    source = (ROOT / "backend" / "settings.py").read_text(encoding="utf-8")
    read = {name for found in ENVIRONMENT.findall(source) for name in found if name}
    table = rows("setting")
    assert set(table) == read
    default = settings.read({})
    told = {
        "DATABASE_URL": default.database.replace("+aiosqlite", "").replace(str(default.data), "<data>"),
        "HAIDANG_DATA_DIR": str(default.data.relative_to(Path.cwd())),
        "HAIDANG_HOSTS": "none",
        "HAIDANG_NAME": default.name,
        "HAIDANG_OIDC": "none" if default.oidc is None else str(default.oidc),
        "HAIDANG_PAGES": str(default.pages.relative_to(ROOT)),
        "HAIDANG_TLS_CERT": "none" if default.certificate is None else str(default.certificate),
        "HAIDANG_TLS_KEY": "none" if default.certificate_key is None else str(default.certificate_key),
        "HOST": default.host,
        "NOTIFY_SOCKET": "none" if default.notify is None else default.notify,
        "PORT": str(default.port),
        "PUBLIC_URL": default.public_url,
    }
    assert table == told


def test_every_metric_is_explained_and_every_alert_names_one() -> None:
    families = Metrics().registry.collect()
    named = {f"{one.name}_total" if one.type == "counter" else one.name for one in families}
    assert set(rows("metric")) == named
    used = set(re.findall(r"haidang_\w+", "".join(one.text for one in blocks("yaml"))))
    assert {name.removesuffix("_bucket") for name in used} <= named


@pytest.mark.parametrize("block", blocks("sh", "env"), ids=lambda block: block.marks[-1])
def test_a_file_of_settings_is_understood(block: object) -> None:
    read = settings.read(settings_of(getattr(block, "text", "")))
    assert read.https_only
    assert read.database.startswith("postgresql+asyncpg://")


def test_the_settings_of_the_machine_are_understood() -> None:
    [written] = re.findall(r"hub\.env <<'EOF'\n(.*?)EOF", text(), re.DOTALL)
    read = settings.read(settings_of(written))
    assert (read.name, read.host, read.https_only) == ("Phường Sài Gòn", "127.0.0.1", True)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine")
def test_the_units_are_ones_that_systemd_takes(tmp_path: Path) -> None:
    trial = Trial(tmp_path, 8000)
    trial.path("/opt/haidang").mkdir(parents=True)
    trial.path("/opt/haidang/current").symlink_to(ROOT)
    names = []
    for block in blocks("ini", "unit"):
        names.append(tmp_path / block.marks[-1])
        names[-1].write_text(trial.here(block.text), encoding="utf-8")
    assert len(names) == 3
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, names)],
        capture_output=True,
        text=True,
        check=False,
    )
    # It also tells of the machine's own units.
    ours = [line for line in verified.stderr.splitlines() if "haidang" in line]
    assert not ours


@pytest.mark.skipif(shutil.which("caddy") is None, reason="no caddy on this machine")
def test_the_caddyfile_is_one_that_caddy_takes(tmp_path: Path) -> None:
    [block] = blocks("caddy")
    (tmp_path / "Caddyfile").write_text(block.text, encoding="utf-8")
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx on this machine")
def test_the_servers_are_ones_that_nginx_takes(tmp_path: Path) -> None:
    [block] = blocks("nginx")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    names = ["-keyout", str(key), "-out", str(certificate), "-subj", "/CN=hub.example.vn"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names]
    subprocess.run(made, capture_output=True, check=True)
    servers = block.text.replace("/etc/letsencrypt/live/hub.example.vn/fullchain.pem", str(certificate))
    servers = servers.replace("/etc/letsencrypt/live/hub.example.vn/privkey.pem", str(key))
    servers = servers.replace("/var/log/nginx", str(tmp_path))
    # It opens its ports and makes its folders even to look at a file.
    servers = re.sub(r"(listen \S*?)(80|443)\b", r"\g<1>10\2", servers)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "\n".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in kinds)
    whole = f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{folders}\n{servers}\n}}\n"
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    command = ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    looked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert looked.returncode == 0, looked.stderr


def test_each_proxy_hides_the_metrics_and_keeps_paths_out_of_its_log() -> None:
    [caddy], [nginx] = blocks("caddy", "file"), blocks("nginx", "file")
    assert re.search(r"@private path /metrics", caddy.text)
    assert "respond @private 404" in caddy.text
    assert not re.search(r"^\s*log\b", caddy.text.partition("hub.example.vn")[2], re.MULTILINE)
    assert re.search(r"location \^~ /metrics \{\s+return 404;", nginx.text)
    assert nginx.text.count("access_log off;") == nginx.text.count("server {")
    # A request that failed is told of with its path.
    assert "request delete" in caddy.text
    assert re.search(r"error_log \S+ emerg;", nginx.text)
