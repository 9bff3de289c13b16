"""The operator's table of settings: file, environment, defaults, and what is said of a wrong value."""

from __future__ import annotations

from pathlib import Path

import pytest

from petitmot.site import config
from petitmot.site.reading_config import ConfigError, load


def refused(environment: dict[str, str]) -> str:
    with pytest.raises(ConfigError) as caught:
        load(environment)
    return str(caught.value)


def test_without_anything_written_it_is_a_house_on_localhost(tmp_path: Path):
    found = load({"PETITMOT_DATA": str(tmp_path)})
    assert (found.domain, found.scheme, found.database, found.stamps) == ("localhost:8000", "http", "", 10)
    assert found.mail_from == "Petitmot <bonjour@localhost>"
    assert found.rate_limits is True


def test_the_domain_follows_the_port_and_the_scheme_the_domain(tmp_path: Path):
    assert load({"PETITMOT_DATA": str(tmp_path), "PETITMOT_PORT": "3001"}).domain == "localhost:3001"
    assert load({"PETITMOT_DATA": str(tmp_path), "PETITMOT_DOMAIN": "Petitmot.Exemple.fr"}).scheme == "https"
    assert load({"PETITMOT_DATA": str(tmp_path), "PETITMOT_DOMAIN": "127.0.0.1:3001"}).scheme == "http"
    assert load({"PETITMOT_DATA": str(tmp_path), "PETITMOT_DOMAIN": "ana.localhost:3001"}).scheme == "http"


def test_rule_39_a_folder_remembers_its_domain_until_a_port_is_written(tmp_path: Path):
    (tmp_path / "domain").write_text("localhost:3001\n")
    again = load({"PETITMOT_DATA": str(tmp_path)})
    assert (again.domain, again.port) == ("localhost:3001", 3001)
    assert load({"PETITMOT_DATA": str(tmp_path), "PETITMOT_PORT": "3002"}).domain == "localhost:3002"


def test_the_file_is_read_and_the_environment_stands_above_it(tmp_path: Path):
    (tmp_path / "petitmot.toml").write_text(
        'domain = "motsdoux.fr"\nstamps = 4\nrate_limits = false\ntrusted_proxies = ["10.0.0.0/8", "127.0.0.1"]\n'
    )
    found = load({"PETITMOT_DATA": str(tmp_path), "PETITMOT_STAMPS": "7"})
    assert (found.domain, found.stamps, found.rate_limits) == ("motsdoux.fr", 7, False)
    assert found.trusted_proxies == ("10.0.0.0/8", "127.0.0.1/32")


def test_a_file_elsewhere_can_be_named_and_must_exist(tmp_path: Path):
    other = tmp_path / "other.toml"
    other.write_text(f'data = "{tmp_path / "mine"}"\nstamps = 5\n')
    found = load({"PETITMOT_CONFIG": str(other)})
    assert (found.stamps, found.data) == (5, tmp_path / "mine")
    assert "gone.toml" in refused({"PETITMOT_CONFIG": str(tmp_path / "gone.toml")})


@pytest.mark.parametrize(
    ("name", "written", "allowed"),
    [
        ("DOMAIN", "http://motsdoux.fr", "un nom d’hôte"),
        ("DOMAIN", "motsdoux.fr:99999", "un nom d’hôte"),
        ("SCHEME", "ftp", "http ou https"),
        ("SIGN_UP", "closed", "open, invitation ou words"),
        ("STAMPS", "ten", "un nombre entier de 1 à 1000"),
        ("STAMPS", "0", "un nombre entier de 1 à 1000"),
        ("RATE_LIMITS", "maybe", "on ou off"),
        ("TRUSTED_PROXIES", "10.0.0.300", "des adresses ou des réseaux"),
        ("DATABASE", "mysql://x/y", "postgresql://"),
        ("MAIL", "mail.exemple.fr", "smtp://"),
        ("MAIL_FROM", "Muriel", "une adresse électronique"),
        ("PASSWORD_RULES", "none", "all ou length"),
        ("LANGUAGE", "de", "fr ou en"),
        ("HOST", "nowhere", "une adresse de cette machine"),
    ],
)
def test_a_wrong_value_is_refused_with_its_key_and_what_is_allowed(tmp_path: Path, name, written, allowed):
    sentence = refused({"PETITMOT_DATA": str(tmp_path), f"PETITMOT_{name}": written})
    assert f"PETITMOT_{name}" in sentence
    assert written in sentence
    assert allowed in sentence


def test_the_sentence_is_english_for_those_who_read_english(tmp_path: Path):
    wrong = {"PETITMOT_DATA": str(tmp_path), "PETITMOT_STAMPS": "x"}
    assert "a whole number from 1 to 1000" in refused(wrong | {"LANG": "en_GB.UTF-8"})
    assert "a whole number from 1 to 1000" in refused(wrong | {"PETITMOT_LANGUAGE": "en"})
    assert "un nombre entier" in refused(wrong | {"LANG": "en_GB.UTF-8", "PETITMOT_LANGUAGE": "fr"})


def test_a_wrong_address_does_not_give_its_password_away(tmp_path: Path):
    sentence = refused({"PETITMOT_DATA": str(tmp_path), "PETITMOT_DATABASE": "mysql://ana:tr3s-secret@x/y"})
    assert "tr3s-secret" not in sentence
    assert "mysql://ana:" in sentence


def test_a_key_that_does_not_exist_is_told_with_its_file(tmp_path: Path):
    (tmp_path / "petitmot.toml").write_text("timbres = 4\n")
    sentence = refused({"PETITMOT_DATA": str(tmp_path)})
    assert "timbres" in sentence
    assert "stamps" in sentence
    (tmp_path / "petitmot.toml").write_text("stamps = = 4\n")
    assert "petitmot.toml" in refused({"PETITMOT_DATA": str(tmp_path)})


def test_the_operators_guide_holds_this_very_table():
    from petitmot.site.config_table import markdown

    guide = (config.ROOT.parent / "docs" / "operating.md").read_text()
    assert markdown() in guide, "write it again: bin/petitmot config --markdown"
