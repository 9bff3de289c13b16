"""Like and EmojiReact (FEP-c0e0): somebody likes words, some of them with a sign.

Sources: FEP-c0e0; Misskey's `Like` with `content` and `_misskey_reaction`.
"""

from __future__ import annotations

from petitmot.federation.handling.coming import Coming, actor_of, post_known
from petitmot.federation.knowing import emoji
from petitmot.federation.receiving import early
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.emoji import read_emoji
from petitmot.federation.translation.shapes import Document, kind, line, parts, uri
from petitmot.kit.emoji import CODE, is_sign
from petitmot.people.models import Server
from petitmot.posts import liking


def handle(signer: Signer, activity: Document, coming: Coming) -> None:
    """Like words we hold. A sign of their own choice is kept with it; what is no sign is a like as any other."""
    post = post_known(activity.get("object"))
    if early.was_undone(signer, kind(activity), uri(activity.get("object"))):
        return
    actor = actor_of(signer, coming)
    sign, emoji_id = _drawn(sign_of(activity), activity, actor.server)
    liking.like(actor, post, sign=sign, emoji_id=emoji_id)


def sign_of(activity: Document) -> str:
    """Return one sign of Unicode, or a `:code:` without the host that some add; nothing where it is neither."""
    said = line(activity.get("content") or activity.get("_misskey_reaction"), 200)
    if is_sign(said):
        return said
    code = said.strip(":").partition("@")[0]
    return f":{code}:" if said.startswith(":") and said.endswith(":") and CODE.match(code) else ""


def _drawn(sign: str, activity: Document, server: Server) -> tuple[str, int | None]:
    """What the activity names as its picture is kept for the server of who likes; a code without one is no sign."""
    if not sign.startswith(":"):
        return sign, None
    tags = [
        {**tag, "name": line(tag.get("name"), 200).partition("@")[0]} for tag in parts(activity.get("tag"), "Emoji")
    ]
    named = [each for each in read_emoji({**activity, "tag": tags}) if f":{each.code}:" == sign]
    ids = emoji.keep(server, named)
    return (sign, ids[0]) if ids else ("", None)
