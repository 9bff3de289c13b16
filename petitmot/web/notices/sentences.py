"""Every sentence of notices, in one place: what is said of each kind, of one person and of several.

Plain texts: the template escapes them, so a name may hold whatever its owner typed.
"""

from __future__ import annotations

from collections.abc import Sequence

from petitmot.attentions.models import Notice
from petitmot.kit.language import _
from petitmot.look.names import names

Kind = Notice.Kind
SELECTIONS = (Kind.SELECTED, Kind.SELECTION_ASKED, Kind.SELECTION_EDITED)
NAMED = 4  # so many are named; the words themselves name everybody (rule 26)


def sentence(
    kind: str,
    called: Sequence[str],
    *,
    other: str = "",
    wordless: bool = False,
    stranger: bool = False,
    own: bool = False,
) -> str:
    """Return the sentence of a notice.

    `called` are those who did it, `other` the one who is introduced, or the name of a selection. `wordless`: one is asked for words without having
    asked for anything; `stranger`: a first private word instead of a request; `own`: of one's own words.
    """
    if len(called) > 1:
        return _of_several(kind, names(called, limit=NAMED))
    name = called[0]
    if kind == Kind.POLL_ENDED and own:
        return _("Votre sondage est terminé : voici ce qu’on vous a répondu.")
    if kind in SELECTIONS and other:
        return _of_selection(kind, name, other)
    if kind == Kind.INTRODUCED and other:
        return _("%(name)s vous présente %(other)s.", name=name, other=other)
    if kind == Kind.ASKED and stranger:
        return _("%(name)s vous écrit pour la première fois.", name=name)
    if kind == Kind.ASKED_FOR_WORDS and wordless:
        return _("%(name)s aimerait lire quelques mots de vous.", name=name)
    return _of_one(kind, name)


def _of_selection(kind: str, name: str, selection: str) -> str:
    if kind == Kind.SELECTION_ASKED:
        return _("%(name)s aimerait vous montrer dans sa sélection « %(selection)s ».", name=name, selection=selection)
    if kind == Kind.SELECTED:
        return _("%(name)s vous montre dans sa sélection « %(selection)s ».", name=name, selection=selection)
    return _("%(name)s a retouché une sélection où vous êtes : « %(selection)s ».", name=name, selection=selection)


def _of_several(kind: str, people: str) -> str:
    if kind == Kind.LIKED:
        return _("%(names)s aiment vos mots.", names=people)
    if kind == Kind.SHARED:
        return _("%(names)s partagent vos mots.", names=people)
    if kind == Kind.ARRIVED:
        return _("%(names)s arrivent ici.", names=people)
    return _("%(names)s vous suivent.", names=people)


def _of_one(kind: str, name: str) -> str:
    return {
        Kind.FOLLOWED: lambda: _("%(name)s vous suit.", name=name),
        Kind.FOLLOW_ASKED: lambda: _("%(name)s voudrait vous suivre.", name=name),
        Kind.ASKED: lambda: _("%(name)s aimerait vous connaître, et vous écrit pourquoi.", name=name),
        Kind.ANSWERED: lambda: _("%(name)s a répondu à votre question.", name=name),
        Kind.ASKED_FOR_WORDS: lambda: _("%(name)s a lu votre demande, et aimerait que vous en disiez plus.", name=name),
        Kind.ACCEPTED: lambda: _("%(name)s a dit oui à votre demande.", name=name),
        Kind.DECLINED: lambda: _("%(name)s ne donne pas suite à votre demande, et vous le dit.", name=name),
        Kind.LAPSED: lambda: _("Votre demande à %(name)s s’est effacée avec le temps.", name=name),
        Kind.INTRODUCED: lambda: _("%(name)s vous présente quelqu’un.", name=name),
        Kind.REPLIED: lambda: _("%(name)s vous répond.", name=name),
        Kind.MENTIONED: lambda: _("%(name)s parle de vous.", name=name),
        Kind.QUOTED: lambda: _("%(name)s partage vos mots, et y ajoute les siens.", name=name),
        Kind.LIKED: lambda: _("%(name)s aime vos mots.", name=name),
        Kind.SHARED: lambda: _("%(name)s partage vos mots.", name=name),
        Kind.POLL_ENDED: lambda: _("Le sondage de %(name)s est terminé.", name=name),
        Kind.EDITED: lambda: _("%(name)s a retouché des mots que vous avez partagés.", name=name),
        Kind.WROTE: lambda: _("%(name)s a écrit.", name=name),
        Kind.SELECTED: lambda: _("%(name)s vous a montré dans une de ses sélections.", name=name),
        Kind.SELECTION_ASKED: lambda: _("%(name)s aurait aimé vous montrer dans une sélection.", name=name),
        Kind.SELECTION_EDITED: lambda: _("%(name)s a retouché une de ses sélections.", name=name),
        Kind.WRITTEN: lambda: _("%(name)s vous écrit.", name=name),
        Kind.ARRIVED: lambda: _("%(name)s arrive ici.", name=name),
        Kind.REPORTED: lambda: _("Quelque chose a été montré aux modérateurs."),
        Kind.SANCTIONED: lambda: _("Un mot des modérateurs vous attend."),
        Kind.WINKED: lambda: _("%(name)s vous fait un clin d’œil.", name=name),
    }[Kind(kind)]()
