"""The one-time link of the first account, and the name that a data folder keeps."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from petitmot.site import domain, first, mail_files, reading_config
from petitmot.site.reading_config import ConfigError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.PETITMOT_DATA = tmp_path
    return tmp_path


def token() -> str:
    link = first.first_link()
    assert link is not None
    return urlsplit(link).path.split("/")[2]


def test_the_link_works_once(folder: Path):
    given = token()
    assert first.is_good(given)
    assert first.take(given)
    assert not first.is_good(given)
    assert not first.take(given)


def test_only_a_hash_is_kept_and_only_the_owner_reads_it(folder: Path):
    given = token()
    assert given not in (folder / "first").read_text()
    assert (folder / "first").stat().st_mode & 0o777 == 0o600


def test_a_new_link_ends_the_one_before_and_others_are_worth_nothing():
    old, new = token(), token()
    assert not first.take(old)
    assert not first.take("")
    assert not first.take("../secret")
    assert first.take(new)


def test_there_is_no_link_once_somebody_lives_here(world):
    given = token()
    assert world.ana
    assert not first.is_good(given)
    assert not first.take(given)
    assert first.first_link() is None


def test_rule_39_the_domain_is_written_at_the_first_start_and_another_one_is_refused_later(folder: Path, settings):
    now = dataclasses.replace(reading_config.load(), data=folder, domain=settings.PETITMOT_DOMAIN)
    domain.hold(now)
    domain.hold(now)
    assert (folder / "domain").read_text() == f"{settings.PETITMOT_DOMAIN}\n"
    with pytest.raises(ConfigError, match=r"gardez PETITMOT_DOMAIN=") as refused:
        domain.hold(dataclasses.replace(now, domain="autre.fr"))
    assert settings.PETITMOT_DOMAIN in str(refused.value)
    assert "--data" in str(refused.value)


def test_without_a_mail_server_each_mail_is_a_file_that_can_be_read(folder: Path, settings):
    from django.core.mail import send_mail

    settings.EMAIL_BACKEND = "petitmot.site.mail_files.FileBackend"
    send_mail("Un mot de Muriel", "Bonjour, à mardi. Éric", "petitmot@motsdoux.fr", ["ana@exemple.fr"])
    (path,) = mail_files.written_mails(folder)
    mail = mail_files.read_mail(path)
    assert (mail["subject"], mail["to"]) == ("Un mot de Muriel", "ana@exemple.fr")
    body = mail.get_body()
    assert body is not None
    assert "Éric" in body.get_content()
    assert path.stat().st_mode & 0o777 == 0o600
