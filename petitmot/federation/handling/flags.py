"""Flag: another server shows words or a person of ours to our moderators."""

from __future__ import annotations

from petitmot.federation.handling.coming import Coming, refusal
from petitmot.federation.signatures.material import Signer
from petitmot.federation.translation.shapes import Document, text, uris
from petitmot.moderation import reporting
from petitmot.moderation.limits import in_force
from petitmot.people.models import Person
from petitmot.posts.models import Post


def handle(signer: Signer, activity: Document, _coming: Coming) -> None:
    """Report, in the name of who signed: most servers send with an actor of their own, so that nobody is named."""
    if in_force(signer.host).rejects_reports:
        raise refusal("reports_refused")
    said = uris(activity.get("object"), most=50)
    posts = list(Post.objects.filter(uri__in=said, author__server__is_local=True).select_related("author")[:10])
    person = Person.objects.here().filter(uri__in=said).first() or (posts[0].author if posts else None)
    if person is None:
        raise refusal("nobody_here")
    known = Person.objects.filter(uri=signer.actor_uri, left_at=None).first()
    words = f"{signer.host} : {text(activity.get('content'), reporting.LONGEST - 300).strip() or '—'}"
    reporting.report(known, person, reason="other", words=words, posts=posts)
