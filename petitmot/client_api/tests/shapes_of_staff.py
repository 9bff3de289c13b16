"""The documented fields of what only the staff is told, and of a decision about oneself (entities/Admin_Account ...)."""

from __future__ import annotations

from petitmot.client_api.tests.shapes import ACCOUNT, COLLECTION, STATUS_FOR_ME, Id, Moment, OneOf, Shape
from petitmot.client_api.tests.shapes_of_server import RULE

ROLE: Shape = {
    "id": str, "name": str, "color": str, "permissions": str, "highlighted": bool, "collection_limit?": int,
}  # fmt: skip
IP: Shape = {"ip": str, "used_at": Moment}
ADMIN_ACCOUNT: Shape = {
    "id": Id, "username": str, "domain": (str, None), "created_at": Moment, "email": (str, None), "ip": (str, None),
    "ips": [IP], "locale": (str, None), "invite_request": (str, None),
    "role": (ROLE, None), "confirmed": bool, "approved": bool, "disabled": bool, "silenced": bool, "suspended": bool,
    "sensitized": bool, "account": ACCOUNT, "invited_by_account_id?": Id,
}  # fmt: skip
ADMIN_REPORT: Shape = {
    "id": Id, "action_taken": bool, "action_taken_at": (Moment, None), "category": str, "comment": str,
    "forwarded": bool, "created_at": Moment, "updated_at": Moment, "account": (ADMIN_ACCOUNT, None),
    "target_account": ADMIN_ACCOUNT, "assigned_account": (ADMIN_ACCOUNT, None),
    "action_taken_by_account": (ADMIN_ACCOUNT, None), "statuses": [STATUS_FOR_ME], "rules": [RULE], "collections": [COLLECTION],
}  # fmt: skip
ADMIN_DOMAIN_BLOCK: Shape = {
    "id": Id, "domain": str, "digest": str, "created_at": Moment, "severity": OneOf("noop", "silence", "suspend"),
    "reject_media": bool, "reject_reports": bool, "private_comment": (str, None), "public_comment": (str, None),
    "obfuscate": bool,
}  # fmt: skip
ADMIN_DOMAIN_ALLOW: Shape = {"id": Id, "domain": str, "created_at": Moment}
EMAIL_DOMAIN_BLOCK: Shape = {
    "id": Id, "domain": str, "created_at": Moment, "history": [{"day": Id, "accounts": Id, "uses": Id}],
    "allow_with_approval?": bool,
}  # fmt: skip
CANONICAL_EMAIL_BLOCK: Shape = {"id": Id, "canonical_email_hash": str}
IP_BLOCK: Shape = {
    "id": Id, "ip": str, "severity": OneOf("sign_up_requires_approval", "sign_up_block", "no_access"),
    "comment": str, "created_at": Moment, "expires_at": (Moment, None),
}  # fmt: skip
MEASURE: Shape = {
    "key": str, "unit": (str, None), "total": Id, "previous_total?": Id, "human_value?": str,
    "data": [{"date": Moment, "value": Id}],
}  # fmt: skip
DIMENSION: Shape = {
    "key": str, "data": [{"key": str, "human_key": str, "value": str, "unit?": str, "human_value?": str}],
}  # fmt: skip
