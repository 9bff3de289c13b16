"""The templates and what their macros make of what they are given."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace as It
from typing import Any

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import ChoiceLoader, DictLoader
from markupsafe import Markup

TEMPLATES = Path(__file__).parents[1] / "jinja2"
NOW = dt.datetime(2026, 11, 22, 17, 42, tzinfo=dt.UTC)
MURIEL = It(name="Muriel Vasseur", short="Muriel", handle="muriel@petitmot.example", url="/@muriel", face="")


@pytest.fixture(autouse=True)
def _in_french():
    with translation.override("fr"):
        yield


def made(template: str, **context: Any) -> str:
    """Render a few lines of template with the room's macros at hand."""
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    head = "".join(
        f'{{% from "look/parts/{file}.html" import {names} %}}'
        for file, names in {
            "post": "post",
            "note": "note, slip, blue, sign, why, hints",
            "field": "ask_for, choice, pick, wrong, paper",
            "gestures": "gesture, link, back",
            "more": "more",
            "status": "strip, state",
            "stamps": "stamps",
            "end": "end, bookmark",
            "empty": "empty",
            "person": "person, faces",
        }.items()
    )
    return str(env.from_string(head + template).render(MURIEL=MURIEL, NOW=NOW, **context))


def a_post(**more: Any) -> Any:
    return It(id=7, author=MURIEL, when=NOW, url="/@muriel/7", html=Markup("<p>Ébaubi.</p>"), **more)


@pytest.mark.parametrize(
    "template", sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
)
def test_a_template_is_sound_short_and_without_inline_style_or_script(template):
    text = (TEMPLATES / template).read_text()
    mail = template.endswith("mail.html")  # a mail has no style sheet
    engines["jinja2"].get_template(template)
    assert len(text.splitlines()) <= 120
    assert mail or not re.search(r"\sstyle=|<style|\son\w+=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


def test_what_people_write_is_escaped_unless_it_was_cleaned():
    assert "&lt;b&gt;" in made("{{ note(MURIEL, '<b>Bonjour') }}")
    assert "&lt;i&gt;" in made("{{ post(it) }}", it=It(id=1, author=MURIEL, when=NOW, url="/", html="<i>"))
    assert "<p>Ébaubi.</p>" in made("{{ post(it) }}", it=a_post())


def test_a_note_keeps_the_paragraphs_and_lines_of_its_words():
    html = made("{{ note(MURIEL, words) }}", words="Bonjour,\nvoici.\n\nMuriel")
    assert "<p>Bonjour,<br>voici.</p><p>Muriel</p>" in html


def test_what_somebody_wrote_in_french_is_not_broken_before_its_marks():
    assert "fais\N{NO-BREAK SPACE}»" in made("{{ note(MURIEL, 'ce que tu fais »') }}")
    assert "fais »" in made("{{ note(MURIEL, 'ce que tu fais »', lang='en') }}")


def test_a_mail_is_built_on_the_same_blocks_in_both_forms():
    blocks = "{% block greeting %}Bonjour{% endblock %}{% block text %}{{ said }}{% endblock %}"
    mails = DictLoader({f"mail.{kind}": f'{{% extends "look/mail.{kind}" %}}{blocks}' for kind in ("html", "txt")})
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    env = env.overlay(loader=ChoiceLoader([mails, env.loader]))
    assert "a &lt; b" in env.get_template("mail.html").render(said="a < b")
    assert "a < b" in env.get_template("mail.txt").render(said="a < b")


def test_a_note_without_words_says_so():
    html = made('{{ note(MURIEL, "", shape="blank") }}')
    assert "Rien n’est écrit." in html
    assert "#stamp-none" in html


def test_an_answered_note_is_postmarked_in_a_drawing_and_in_words():
    html = made('{{ note(MURIEL, "Oui", stamp_name="pear", answered_at=NOW) }}')
    assert "#scene-postmark" in html
    assert "Répondu" in html
    assert "22.11" in html


def test_a_post_holds_no_token_and_nothing_of_its_reader():
    html = made(
        '{% call(it) post(p) %}{{ gesture("Aimer", "/aimer/" ~ it.id) }}{% endcall %}', p=a_post(), csrf_input="SECRET"
    )
    assert "csrf" not in html
    assert "SECRET" not in html
    assert 'form="gestures" formaction="/aimer/7"' in html


def test_replies_stand_inside_and_get_the_same_gestures():
    reply = It(id=8, author=MURIEL, when=NOW, url="/8", html=Markup("<p>Oui.</p>"))
    html = made("{% call(it) post(p) %}[{{ it.id }}]{% endcall %}", p=a_post(replies=[reply]))
    assert "[7]" in html and "[8]" in html
    assert html.index('id="p8"') > html.index('class="replies"')


def test_a_warning_folds_what_is_under_it():
    html = made("{{ post(p) }}", p=a_post(warning="La fin du film"))
    assert html.index("<summary>") < html.index("La fin du film") < html.index("Ébaubi")
    assert "<details" in html


def test_a_post_tells_its_language_its_reading_state_and_its_readers():
    html = made("{{ post(p) }}", p=a_post(lang="br", read=True, audience="pour quelques personnes"))
    assert 'lang="br"' in html
    assert 'class="post read"' in html and ">lu</span>" in html.replace("</svg>", ">")
    assert "pour quelques personnes" in html


def test_pictures_have_their_size_and_their_description():
    picture = It(src="/m/a.webp", width=800, height=600, alt="Un étang", focus="top")
    html = made("{{ post(p) }}", p=a_post(pictures=[picture]))
    assert 'width="800" height="600" alt="Un étang"' in html
    assert 'class="focus-top"' in html


def test_an_error_is_tied_to_its_field_and_listed_first():
    field = It(name="name", label="Votre nom", value="", error="Le nom est vide.", hint="Celui que l’on connaît.")
    html = made('{{ wrong([("f-name", "Le nom est vide.")]) }}{{ ask_for(field) }}', field=field)
    assert 'href="#f-name"' in html and 'id="f-name"' in html
    assert 'aria-describedby="f-name-hint f-name-error"' in html
    assert 'id="f-name-error"' in html and 'aria-invalid="true"' in html
    assert html.index('role="alert"') < html.index('id="f-name"')


def test_a_password_is_never_written_back():
    field = It(name="password", label="Mot de passe", value="secret", error="", hint="")
    assert "secret" not in made('{{ ask_for(field, kind="password") }}', field=field)


def test_a_form_of_django_fits_the_fields():
    from django import forms

    class Form(forms.Form):
        name = forms.CharField(label="Nom", help_text="Le vôtre.", required=True)

    html = made('{{ ask_for(form["name"]) }}', form=Form({"name": ""}))
    assert 'name="name"' in html and 'id="id_name"' in html and " required" in html
    assert html.count('class="error"') == 1


def test_stamps_that_are_away_say_with_whom():
    html = made('{{ stamps(10, ["Marc", "Lucie", "Anna"]) }}')
    assert html.count("#stamp-gone") == 3
    assert "chez Lucie" in html
    assert html.count("<li") == 10


def test_what_was_done_can_be_undone():
    html = made('{{ strip("Fait.", undo="/defaire/3/") }}')
    assert 'formaction="/defaire/3/"' in html and "Défaire" in html


def test_the_end_tells_the_hour():
    assert "Vous êtes à jour" in made("{{ end(NOW) }}")


def test_texts_get_the_spaces_of_french_and_their_values_are_escaped():
    html = made('{{ _("Bonjour %(name)s : vous écrivez ?", name="<Ana>") }}')
    assert html == "Bonjour &lt;Ana&gt;\N{NO-BREAK SPACE}: vous écrivez\N{NARROW NO-BREAK SPACE}?"


def test_none_of_something_is_singular_in_french():
    assert made('{{ ngettext("%(num)s mot", "%(num)s mots", 0) }}') == "0 mot"
    assert made('{{ ngettext("%(num)s mot", "%(num)s mots", 2) }}') == "2 mots"


def page(**context: Any) -> str:
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    text = '{% extends "look/base.html" %}{% block main %}Ici{% endblock %}' + context.pop("more", "")
    return str(env.from_string(text).render(me=MURIEL, csrf_input=Markup("<input name=token>"), **context))


def test_the_frame_shows_the_place_and_where_something_waits():
    html = page(place="today", waits={"conversations"})
    assert html.count('aria-current="page"') == 1
    assert re.search(r'href="/conversations/"[^>]*waits', html)
    assert html.count("quelque chose vous y attend") == 1


def test_the_frame_has_one_form_for_gestures_one_main_and_a_polite_line():
    html = page()
    assert html.count('<form id="gestures"') == 1
    assert html.count("<main") == 1 and 'href="#page"' in html and 'id="page"' in html
    assert 'aria-live="polite"' in html


def test_a_margin_stands_only_where_it_has_something_to_say():
    assert "<aside" not in page()
    assert page(more="{% block margin %}À savoir{% endblock %}").count("À savoir") == 1
