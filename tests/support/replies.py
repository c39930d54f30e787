"""What holds for every reply of the hub, whatever is asked and whoever asks. Every test's client looks."""

import httpx

from backend.door import CONTENT_SECURITY_POLICY

# The same for everybody, and nobody's: an entry is named by its digest.
PUBLIC = "/api/catalogue"
NEVER = ("set-cookie", "clear-site-data", "access-control-allow-origin", "access-control-allow-credentials")


async def lawful(response: httpx.Response) -> None:
    """No cookie, no other origin, nothing wiped, no reply about people in a cache, the policy on all."""
    headers, path = response.headers, response.request.url.path
    for name in NEVER:
        assert name not in headers, (path, name)
    assert headers.get_list("content-security-policy") == [CONTENT_SECURITY_POLICY], path
    assert headers.get_list("x-content-type-options") == ["nosniff"], path
    assert headers.get_list("cross-origin-resource-policy") == ["same-origin"], path
    is_public = path.startswith(PUBLIC) and response.status_code in (200, 304)
    if path.startswith("/api/") and not is_public:
        assert headers.get_list("cache-control") == ["no-store"], path
    if response.status_code in (429, 503):
        assert int(headers["retry-after"]) >= 1, path
