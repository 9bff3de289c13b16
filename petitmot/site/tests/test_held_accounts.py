"""Accounts for checks from outside: what the command prints is true."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.test import override_settings

from petitmot.client_api.tests.caller import Caller
from petitmot.people.models import Account, Person
from petitmot.site.held_accounts import seed

ARGON = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_one_is_the_operator_s_and_all_may_come_in(db: None):
    made = seed(4, password="une phrase assez longue")
    assert [each["role"] for each in made["accounts"]] == ["admin", "user", "user", "user"]
    assert made["accounts"][0]["scope"] == "read write follow push admin:read admin:write"
    assert (made["base_url"], made["domain"]) == ("http://petitmot.test", "petitmot.test")
    for each in made["accounts"]:
        caller = Caller()
        caller.secret = each["access_token"]
        me = caller.get("/api/v1/accounts/verify_credentials")
        assert (me["username"], me["id"], me["locked"]) == (each["username"], each["id"], False)
        assert each["email"] == f"{each['username']}@example.com"
    assert Person.objects.filter(shows_people=True, manners__opens_conversations=True).count() == 4
    assert not Account.objects.filter(confirmed_at=None).exists()
    assert mail.outbox == []


def test_their_passwords_are_read_by_the_server_s_own_hasher(db: None):
    made = seed(1)["accounts"][0]
    hash_ = Account.objects.get(email=made["email"]).password
    with override_settings(PASSWORD_HASHERS=ARGON):
        assert Account.objects.get().check_password(made["password"])
        assert Argon2PasswordHasher().must_update(hash_)


def test_a_second_time_goes_on_with_other_names(db: None):
    assert [each["username"] for each in seed(1)["accounts"] + seed(1)["accounts"]] == ["held1", "held2"]


@pytest.mark.parametrize("prefix", ["Held Out", "x" * 40])
def test_a_name_that_cannot_be_is_refused(db: None, prefix: str):
    from petitmot.kit.refusals import Refusal

    with pytest.raises(Refusal):
        seed(1, prefix=prefix)
