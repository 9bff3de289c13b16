"""A letter says the same in plain text and in HTML."""

import pytest

from petitmot.post_office.letter import Letter, mail

pytestmark = pytest.mark.django_db


def test_a_letter_is_plain_text_and_simple_html_with_one_thing_to_do():
    letter = Letter(
        "Une clé", ("Bonjour,", "L’été <arrive> & reste."), "Ouvrir", "https://p.example/a?b=1&c=2", ("Fin.",)
    )
    made = mail(letter, "ana@example.com")
    plain, html = str(made.body), str(made.alternatives[0][0])
    assert "L’été <arrive> & reste." in plain and "https://p.example/a?b=1&c=2" in plain and "Fin." in plain
    assert "L’été &lt;arrive&gt; &amp; reste." in html and 'href="https://p.example/a?b=1&amp;c=2"' in html
    assert "<script" not in html and "\n\n\n\n" not in plain


def test_a_subject_is_one_line():
    assert mail(Letter("Un\nsujet\r\nBcc: x@y.z", ("Bonjour,",)), "ana@example.com").subject == "Un sujet Bcc: x@y.z"
