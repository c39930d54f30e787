"""Metrics, in Prometheus' words; a registry for each hub, so that two in one process do not mix."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.request_seconds = Histogram(
            "haidang_request_seconds",
            "How long requests took",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.changes = Counter(
            "haidang_changes", "Envelopes taken in, by verdict", ["verdict", "code"], registry=self.registry
        )
        self.unanswered = Counter(
            "haidang_changes_unanswered", "Envelopes we failed on ourselves", registry=self.registry
        )
        self.problems = Counter("haidang_problems", "Problems answered", ["code"], registry=self.registry)
        self.waiting = Gauge(
            "haidang_waiting", "Changes that wait for parents or keys", registry=self.registry
        )
        self.late = Gauge(
            "haidang_procedures_late",
            "Procedures that end within 30 days, or have ended, with nothing to follow",
            registry=self.registry,
        )
        self.feed = Gauge("haidang_feed_position", "The last position of the feed", registry=self.registry)

    def written(self) -> bytes:
        return generate_latest(self.registry)
