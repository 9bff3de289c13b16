"""Sentences of templates: filled in, escaped, and with the elisions of French."""

from django.template import engines
from django.utils.translation import override


def said(template: str, **values: object) -> str:
    env = engines["jinja2"].env  # type: ignore[attr-defined]
    return str(env.from_string(template).render(**values))


def test_a_template_says_a_name_as_french_does_and_escapes_it():
    template = "{{ _('Les mots de %(name)s', name=name) }} {% trans name=name %}La page de {{ name }}{% endtrans %}"
    with override("fr"):
        assert said(template, name="Ana <3") == "Les mots d’Ana &lt;3 La page d’Ana &lt;3"
        assert said(template, name="Bruno") == "Les mots de Bruno La page de Bruno"
        assert said("{{ _('%(how)s : %(message)s', how='Oui', message='non') }}") == "Oui\xa0: non"
    with override("en"):
        assert said("{{ _('La page de %(name)s', name='Ana') }}") == "Ana’s page"
