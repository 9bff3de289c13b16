"""What is measured on a note: some forty plain figures, each with a name, none of them above a small number."""

from __future__ import annotations

import math
import re

from petitmot.people.judging.cases import Case
from petitmot.people.judging.placing import Placed, place
from petitmot.people.judging.vocabulary import listed, phrase_list
from petitmot.people.judging.wording import READ_AT_MOST, fold, has_link, keys

PHRASES = ("ready_made", "frames", "calls", "vague", "praise", "collecting", "met", "introduced")
LEXICONS = ("network", "flattery", "sales")

_MONEY = re.compile(r"[€$£%]|\b\d+ ?(?:k|eur|euros?|dollars?)\b|\b\d{1,3}(?:[ .,\u00a0\u202f]000)+\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[ .,\u00a0\u202f]\d{3})*")
_EMOJI = re.compile(r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_QUESTION = re.compile(r"[^.!?…\n]*\?")
_LIVED = re.compile(
    r"\b(?:j ai|j avais|j etais|on a|on est|on avait|m a|m avez|m as|t ai|vous ai|c etait|il a|elle a|ils ont|y a|"
    r"i was|i ve|i had|i did|i got|i found|i made|i read|he had|she had|it was|he never|she never|my \w+ (?:was|had|has|is)|"
    r"\w{3,}(?:ed)|me (?:ha|han|dio|dijo)|he \w+(?:ado|ido)|hemos \w+|era|fue|habia|ich hab|ich habe|hab|hatte|war|waren|"
    r"ho \w+(?:ato|uto|ito|tto|sto)|abbiamo \w+|aveva|avevo|era|mi ha|tinha|foi|estava|fiz|comprei|fui|meu \w+ \w+ou)\b"
)


def _fills(count: float, at: float) -> float:
    """Return 0 for none, and nearer to 1 the more there are; about two thirds at `at`."""
    return 1.0 - math.exp(-count / at)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _of_list(name: str, folded: list[str]) -> int:
    """Return how many of the words stand in the list called `name`."""
    return sum(listed(name, word) for word in folded)


def _numbers(text: str) -> tuple[int, int]:
    """Return how many figures are precise (7, 34, 1987) and how many are round or large (500, 10 000, 29,400)."""
    precise = round_ones = 0
    for number in _NUMBER.findall(text):
        digits = "".join(c for c in number if c.isdigit())
        if len(digits) >= 5:
            round_ones += 1
            continue
        if len(digits) >= 3 and digits.endswith("00") and not (len(digits) == 4 and digits[0] in "12"):
            round_ones += 1
        else:
            precise += 1
    return precise, round_ones


def covered(placed: Placed) -> dict[str, set[int]]:
    """Return for each list of phrases the positions of the words that stand in one of them."""
    folded = [word.folded for word in placed.words]
    return {name: phrase_list(name).covered(folded) for name in PHRASES}


def _of_words(placed: Placed) -> dict[str, float]:
    """Whose words these are."""
    own, telling = placed.count("own"), len(placed.words) - placed.count("small", "name", "courtesy")
    figures: dict[str, float] = {
        "own": _fills(own, 4),
        "own_few": _fills(own, 1.5),
        "own_share": _share(own, max(telling, 3)),
        "abstract_share": _share(placed.count("abstract"), max(telling, 3)),
        "common_share": _share(placed.count("common"), max(telling, 3)),
        "topic": _fills(placed.count("topic"), 2),
        "welcome": _fills(placed.count("welcome"), 2),
        "trade": _fills(placed.count("trade"), 2),
        "quoted": _fills(placed.count("quoted"), 4),
        "telling_few": 1.0 if telling <= 2 else 0.0,
        "long": _fills(len(placed.words), 60),
        "no_words": 0.0 if placed.words else 1.0,
    }
    empty = placed.count("courtesy", "abstract", "common", "sent")
    figures["bare_topic"] = 1.0 if placed.count("topic", "own") and not empty and len(placed.words) <= 14 else 0.0
    figures["slots_only"] = (1 - figures["own"]) * max(figures["quoted"], figures["trade"])
    figures["topic_and_own"] = figures["topic"] * figures["own"]
    figures["welcome_and_own"] = figures["welcome"] * figures["own"]
    return figures


def _of_copies(placed: Placed) -> dict[str, float]:
    """What was sent to others."""
    sent, own = placed.count("sent"), placed.count("own")
    fresh = _share(own, own + sent)
    cover = placed.copies.cover
    return {
        "copied": cover,
        "copied_stale": cover * (1 - min(1.0, own / 3)),
        "copy": 1.0 if placed.copies.near else 0.0,
        "copies": _fills(max(0, placed.copies.near - 1), 1),
        "stale": (1 - fresh) if cover > 0.3 else 0.0,
    }


def _of_phrases(placed: Placed) -> dict[str, float]:
    """Ready-made phrases, and those of a shared life."""
    where, total = covered(placed), len(placed.words)
    figures: dict[str, float] = {}
    for name, positions in where.items():
        figures[name] = _fills(len(positions), 4)
        figures[f"{name}_share"] = _share(len(positions), max(total, 4))
    hollow: set[int] = set().union(*(where[n] for n in PHRASES[:6]))
    figures["hollow_share"] = _share(len(hollow), max(total, 4))
    return figures


def _of_lexicons(placed: Placed) -> dict[str, float]:
    """Words of networking, of praise and of trade."""
    figures: dict[str, float] = {}
    folded = [
        word.folded for word, whose in zip(placed.words, placed.places, strict=True) if whose in ("abstract", "sent")
    ]
    for name in LEXICONS:
        figures[f"{name}_words"] = _fills(_of_list(name, folded), 3)
    return figures


def _of_voice(placed: Placed, text: str) -> dict[str, float]:
    """Who speaks to whom, and how."""
    folded = [word.folded for word in placed.words]
    flat = " ".join(folded)
    me, you = _of_list("me", folded), _of_list("you", folded)
    proper = sum(w.proper and p == "own" for w, p in zip(placed.words, placed.places, strict=True))
    precise, round_ones = _numbers(text)
    return {
        "me": _fills(me, 2),
        "you": _fills(you, 2),
        "me_and_you": 1.0 if me and you else 0.0,
        "you_alone": _fills(you, 2) if not me else 0.0,
        "laughs": 1.0 if _of_list("laughs", folded) else 0.0,
        "everyone": _fills(_of_list("everyone", folded), 1),
        "company": _fills(_of_list("company", folded), 1.5),
        "lived": _fills(len(_LIVED.findall(flat)), 2),
        "no": _fills(_of_list("no", folded), 1.5),
        "kin": _fills(_of_list("kin", folded), 1),
        "when": _fills(
            sum(listed("when", w) and p != "courtesy" for w, p in zip(folded, placed.places, strict=True)), 1
        ),
        "proper": _fills(proper, 1.5),
        "precise": _fills(precise, 1.5),
        "round": _fills(round_ones, 1),
        "money": _fills(len(_MONEY.findall(text)), 1),
        "letters": _share(sum(len(w) for w in folded), len(folded)) / 10,
    }


def _of_signs(placed: Placed, text: str) -> dict[str, float]:
    """Punctuation, questions, links."""
    words = max(len(placed.words), 6)
    questions = [fold(q) for q in _QUESTION.findall(text)]
    own = {w.folded for w, p in zip(placed.words, placed.places, strict=True) if p in ("own", "topic", "welcome")}
    precise = sum(any(word in question for word in own) for question in questions)
    return {
        "exclaims": min(1.0, text.count("!") * 6 / words),
        "emoji": min(1.0, len(_EMOJI.findall(text)) * 6 / words),
        "asides": min(1.0, (text.count("(") + text.count(";") + text.count(" : ") + text.count(": ")) / 2),
        "questions": min(1.0, len(questions) / 2),
        "asks_precisely": min(1.0, precise / 1.0),
        "asks_emptily": min(1.0, float(len(questions) - precise)),
        "link": 1.0 if has_link(text) else 0.0,
        "begins_politely": 1.0 if placed.places[:1] == ["courtesy"] else 0.0,
        "begins_small": 1.0 if text[:1].islower() else 0.0,
    }


def _of_sender(case: Case, placed: Placed) -> dict[str, float]:
    """What the writer's own page says, and whether it meets the recipient's."""
    folded = re.findall(r"[^\W_]+", fold(case.sender.bio))
    theirs = {k for k in keys(f"{case.sender.name} {case.sender.bio}") if len(k) > 3 or k.isdigit()}
    selling = sum(listed("sales", w) or listed("network", w) for w in folded)
    return {
        "sells": _fills(selling, 1.5),
        "no_bio": 0.0 if folded else 1.0,
        "sender_on_page": _fills(len(theirs & (placed.page.topic | placed.page.welcome)), 1),
        "sender_in_place": _fills(len(theirs & placed.page.trade), 1),
        "counts": 1.0 if re.search(r"\d ?\d\d", case.sender.bio) else 0.0,
    }


def _of_shape(figures: dict[str, float], words: int) -> dict[str, float]:
    """What only several figures together tell."""
    plain = not any(
        figures[name] for name in ("exclaims", "emoji", "laughs", "begins_politely", "hollow_share", "copied")
    )
    says = figures["own"] or figures["topic"]
    bare = 1.0 if plain and says and words <= 12 and not figures["abstract_share"] else 0.0
    lived = ("me", "questions", "precise", "round", "when", "kin", "lived", "introduced", "met", "begins_small")
    return {
        "bare": bare,
        "bare_on_topic": bare * figures["topic"],
        "hymn": figures["you_alone"] if words >= 10 and not any(figures[name] for name in lived) else 0.0,
        "hymn_abstract": figures["you_alone"] * figures["flattery_words"],
    }


def measure(case: Case, placed: Placed | None = None) -> dict[str, float]:
    """Return all figures of a note by name."""
    placed = placed or place(case)
    text = case.note[:READ_AT_MOST].strip()
    figures = {
        **_of_words(placed),
        **_of_copies(placed),
        **_of_phrases(placed),
        **_of_lexicons(placed),
        **_of_voice(placed, text),
        **_of_signs(placed, text),
        **_of_sender(case, placed),
    }
    return {**figures, **_of_shape(figures, len(placed.words))}
