"""Mastodon.py: collections, which are selections here."""

from __future__ import annotations

from tests.client_api.deeds import Deed, holds, lacks

COLLECTIONS: dict[str, Deed] = {
    "collection_create": (
        lambda s: s.keep("choice", s.ana.collection_create("Jardiniers", description="Qui sème", discoverable=True).collection),
        lambda t, s: (t.name, t.description, t.item_count) == ("Jardiniers", "Qui sème", 0),
    ),
    "collection_item_add": (
        lambda s: s.keep("chosen", s.ana.collection_item_add(s.id("choice"), s.id("bruno")).collection_item),
        lambda t, s: t.account_id == s.id("bruno") and t.state == "accepted",
    ),
    "collection": (
        lambda s: s.ana.collection(s.id("choice")),
        lambda t, s: t.collection.id == s.id("choice") and holds("bruno")(t.accounts, s) and holds("chosen")(t.collection["items"], s),
    ),
    "collection_update": (
        lambda s: s.ana.collection_update(s.id("choice"), name="Potagers").collection, lambda t, s: t.name == "Potagers",
    ),
    "account_collections": (lambda s: s.ana.account_collections(s.id("ana")).collections, holds("choice")),
    "account_in_collections": (lambda s: s.bruno.account_in_collections(s.id("bruno")).collections, holds("choice")),
    "collection_item_revoke": (
        lambda s: (s.bruno.collection_item_revoke(s.id("choice"), s.id("chosen")), s.ana.collection(s.id("choice")))[-1],
        lambda t, s: lacks("bruno")(t.accounts, s),
    ),
    "collection_item_delete": (
        lambda s: (
            s.keep("other", s.ana.collection_item_add(s.id("choice"), s.id("chloe")).collection_item),
            s.ana.collection_item_delete(s.id("choice"), s.id("other")), s.ana.collection(s.id("choice")),
        )[-1],
        lambda t, s: not t.collection["items"],
    ),
    "collection_delete": (
        lambda s: (s.ana.collection_delete(s.id("choice")), s.ana.account_collections(s.id("ana")).collections)[-1],
        lacks("choice"),
    ),
}  # fmt: skip
