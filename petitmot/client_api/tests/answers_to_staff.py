"""What each endpoint of the staff answers (docs.joinmastodon.org/methods/admin)."""

from __future__ import annotations

from typing import Any

from petitmot.client_api.tests.shapes_of_staff import (
    ADMIN_ACCOUNT,
    ADMIN_DOMAIN_ALLOW,
    ADMIN_DOMAIN_BLOCK,
    ADMIN_REPORT,
    CANONICAL_EMAIL_BLOCK,
    DIMENSION,
    EMAIL_DOMAIN_BLOCK,
    IP_BLOCK,
    MEASURE,
)  # fmt: skip

ADMIN = "/api/v1/admin"
NOTHING: dict[str, Any] = {}
BLOCKS: dict[str, Any] = {
    "domain_allows": ADMIN_DOMAIN_ALLOW, "domain_blocks": ADMIN_DOMAIN_BLOCK, "ip_blocks": IP_BLOCK,
    "email_domain_blocks": EMAIL_DOMAIN_BLOCK, "canonical_email_blocks": CANONICAL_EMAIL_BLOCK,
}  # fmt: skip
OF_ACCOUNT = "approve reject enable unsensitive unsilence unsuspend"
OF_REPORT = "assign_to_self unassign resolve reopen"

TO_STAFF: dict[str, Any] = {
    **{f"GET {ADMIN}/{noun}": [shape] for noun, shape in BLOCKS.items()},
    **{f"GET {ADMIN}/{noun}/{{id}}": shape for noun, shape in BLOCKS.items()},
    **{f"POST {ADMIN}/{noun}": shape for noun, shape in BLOCKS.items()},
    **{f"DELETE {ADMIN}/{noun}/{{id}}": NOTHING for noun in BLOCKS},
    f"PUT {ADMIN}/domain_blocks/{{id}}": ADMIN_DOMAIN_BLOCK,
    **{f"{method} {ADMIN}/ip_blocks/{{id}}": IP_BLOCK for method in ("PUT", "PATCH")},
    f"POST {ADMIN}/canonical_email_blocks/test": [CANONICAL_EMAIL_BLOCK],
    **{f"GET /api/{version}/admin/accounts": [ADMIN_ACCOUNT] for version in ("v1", "v2")},
    **{f"{method} {ADMIN}/accounts/{{id}}": ADMIN_ACCOUNT for method in ("GET", "DELETE")},
    **{f"POST {ADMIN}/accounts/{{id}}/{deed}": ADMIN_ACCOUNT for deed in OF_ACCOUNT.split()},
    f"POST {ADMIN}/accounts/{{id}}/action": NOTHING,
    f"GET {ADMIN}/reports": [ADMIN_REPORT],
    **{f"{method} {ADMIN}/reports/{{id}}": ADMIN_REPORT for method in ("GET", "PUT")},
    **{f"POST {ADMIN}/reports/{{id}}/{deed}": ADMIN_REPORT for deed in OF_REPORT.split()},
    f"POST {ADMIN}/measures": [MEASURE],
    f"POST {ADMIN}/dimensions": [DIMENSION],
    f"POST {ADMIN}/retention": [],
    **{f"GET {ADMIN}/trends/{noun}": [] for noun in ("tags", "statuses", "links")},
}  # fmt: skip
