"""What the terms of our documents mean: JSON-LD contexts, one for each sort of document, and no term that it does not use.

Sources: https://www.w3.org/TR/activitystreams-core/#jsonld, Mastodon's documentation (spec/activitypub), FEP-521a,
FEP-044f, FEP-7aa9, FEP-7888, Misskey's `_misskey_*`, Smithereen's FEDERATION.md.
"""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]

ACTIVITYSTREAMS = "https://www.w3.org/ns/activitystreams"
SECURITY = "https://w3id.org/security/v1"
MULTIKEY = "https://w3id.org/security/multikey/v1"
OWN_TERMS = "urn:petitmot:ns:"  # what no other vocabulary has; `docs/fep-contact-words.md`

TOOT = {"toot": "http://joinmastodon.org/ns#"}

PERSON: list[object] = [
    ACTIVITYSTREAMS,
    SECURITY,
    MULTIKEY,
    {
        "manuallyApprovesFollowers": "as:manuallyApprovesFollowers",
        "movedTo": {"@id": "as:movedTo", "@type": "@id"},
        "alsoKnownAs": {"@id": "as:alsoKnownAs", "@type": "@id"},
        **TOOT,
        "featured": {"@id": "toot:featured", "@type": "@id"},
        "featuredTags": {"@id": "toot:featuredTags", "@type": "@id"},
        "discoverable": "toot:discoverable",
        "indexable": "toot:indexable",
        "Hashtag": "as:Hashtag",
        "Emoji": "toot:Emoji",
        "schema": "http://schema.org#",
        "PropertyValue": "schema:PropertyValue",
        "value": "schema:value",
        "misskey": "https://misskey-hub.net/ns#",
        "_misskey_followedMessage": "misskey:_misskey_followedMessage",
        "sm": "http://smithereen.software/ns#",
        "supportsFriendRequests": "sm:supportsFriendRequests",
        "litepub": "http://litepub.social/ns#",
        "capabilities": "litepub:capabilities",
        "petitmot": OWN_TERMS,
        "welcomeLine": "petitmot:welcomeLine",
        "welcomeQuestion": "petitmot:welcomeQuestion",
        "contactWords": "petitmot:contactWords",
        "movedAlone": "petitmot:movedAlone",
        "gts": "https://gotosocial.org/ns#",
        "interactionPolicy": {"@id": "gts:interactionPolicy", "@type": "@id"},
        "automaticApproval": {"@id": "gts:automaticApproval", "@type": "@id"},
        "manualApproval": {"@id": "gts:manualApproval", "@type": "@id"},
        "canFeature": {"@id": "https://w3id.org/fep/7aa9#canFeature", "@type": "@id"},
        "featuredCollections": {"@id": "https://w3id.org/fep/7aa9#featuredCollections", "@type": "@id"},
    },
]

WORDS: list[object] = [
    ACTIVITYSTREAMS,
    {
        "sensitive": "as:sensitive",
        "Hashtag": "as:Hashtag",
        **TOOT,
        "Emoji": "toot:Emoji",
        "votersCount": "toot:votersCount",
        "blurhash": "toot:blurhash",
        "focalPoint": {"@id": "toot:focalPoint", "@container": "@list"},
        "quote": {"@id": "https://w3id.org/fep/044f#quote", "@type": "@id"},
        "quoteAuthorization": {"@id": "https://w3id.org/fep/044f#quoteAuthorization", "@type": "@id"},
        "quoteUri": "http://fedibird.com/ns#quoteUri",
        "quoteUrl": "as:quoteUrl",
        "misskey": "https://misskey-hub.net/ns#",
        "_misskey_quote": "misskey:_misskey_quote",
        "gts": "https://gotosocial.org/ns#",
        "interactionPolicy": {"@id": "gts:interactionPolicy", "@type": "@id"},
        "canQuote": {"@id": "gts:canQuote", "@type": "@id"},
        "automaticApproval": {"@id": "gts:automaticApproval", "@type": "@id"},
    },
]

QUOTE_REQUEST: list[object] = [
    *WORDS,
    {"QuoteRequest": "https://w3id.org/fep/044f#QuoteRequest"},
]

QUOTE_AUTHORIZATION: list[object] = [
    ACTIVITYSTREAMS,
    {
        "QuoteAuthorization": "https://w3id.org/fep/044f#QuoteAuthorization",
        "gts": "https://gotosocial.org/ns#",
        "interactingObject": {"@id": "gts:interactingObject", "@type": "@id"},
        "interactionTarget": {"@id": "gts:interactionTarget", "@type": "@id"},
    },
]

FEATURED_COLLECTION: list[object] = [
    ACTIVITYSTREAMS,
    {
        "sensitive": "as:sensitive",
        "Hashtag": "as:Hashtag",
        **TOOT,
        "discoverable": "toot:discoverable",
        "FeaturedCollection": "https://w3id.org/fep/7aa9#FeaturedCollection",
        "FeaturedItem": "https://w3id.org/fep/7aa9#FeaturedItem",
        "topic": {"@id": "https://w3id.org/fep/7aa9#topic", "@type": "@id"},
        "featuredObject": {"@id": "https://w3id.org/fep/7aa9#featuredObject", "@type": "@id"},
        "featuredObjectType": "https://w3id.org/fep/7aa9#featuredObjectType",
        "featureAuthorization": {"@id": "https://w3id.org/fep/7aa9#featureAuthorization", "@type": "@id"},
    },
]

FEATURE_REQUEST: list[object] = [ACTIVITYSTREAMS, {"FeatureRequest": "https://w3id.org/fep/7aa9#FeatureRequest"}]

FEATURE_AUTHORIZATION: list[object] = [
    ACTIVITYSTREAMS,
    {
        "FeatureAuthorization": "https://w3id.org/fep/7aa9#FeatureAuthorization",
        "gts": "https://gotosocial.org/ns#",
        "interactingObject": {"@id": "gts:interactingObject", "@type": "@id"},
        "interactionTarget": {"@id": "gts:interactionTarget", "@type": "@id"},
    },
]

CONTACT_WORDS: list[object] = [
    ACTIVITYSTREAMS,
    {
        "petitmot": OWN_TERMS,
        "Receive": "petitmot:Receive",
        "AskForWords": "petitmot:AskForWords",
        "Lapse": "petitmot:Lapse",
    },
]

HASHTAGS: list[object] = [ACTIVITYSTREAMS, {"Hashtag": "as:Hashtag"}]


def without_context(document: Document) -> Document:
    """Return a document as it stands inside another one."""
    return {name: value for name, value in document.items() if name != "@context"}
