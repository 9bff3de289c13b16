"""Push subscriptions: who may, what is refused, what is told to whom, and how it is sealed."""

from __future__ import annotations

import time
from datetime import timedelta

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from petitmot.attentions.models import Notice
from petitmot.client_api import tokens
from petitmot.client_api.models import PushSubscription, Token
from petitmot.client_api.pushing import sealing, vapid
from petitmot.client_api.pushing.encrypting import Recipient, aes128gcm, armoured
from petitmot.client_api.tests.caller import Caller
from petitmot.client_api.tests.push_service import CURVE, Application, Service, claims, read64
from petitmot.client_api.tests.shapes import PUSH, check
from petitmot.jobs.inline import run_due
from petitmot.jobs.models import Job
from petitmot.kit import clock
from petitmot.people import contacts, distance
from petitmot.posts import liking
from tests.world import WORDS, World

PATH = "/api/v1/push/subscription"
FAR = "https://push.example.org/send/1"
NONE = {"error": "Record not found"}


@pytest.fixture
def service(settings):
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = True
    made = Service()
    yield made
    made.server.shutdown()
    made.server.server_close()


def told(service: Service, application: Application) -> list[dict[str, object]]:
    return [msgspec.json.decode(application.open_standard(body)) for _headers, body in service.got]


def test_the_example_of_rfc_8291_comes_out_to_the_byte():
    key = ec.derive_private_key(int.from_bytes(read64("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), CURVE)
    p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    to = Recipient.read(p256dh, "BTBZMqHH6r4Tts7J_aSIgg")
    body = aes128gcm(b"When I grow up, I want to be a watermelon", to, key=key, salt=read64("DGv6ra1nlYgDCS1FRnbzlw"))
    assert armoured(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
        "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_an_application_subscribes_reads_changes_and_ends_it(world: World):
    caller = Caller(world.ana, "push")
    assert (caller.get(PATH), caller.status) == (NONE, 404)
    assert (caller.put(PATH, {"data": {}}), caller.status) == (NONE, 404)
    made = caller.post(PATH, Application().asks(FAR, mention=True, follow=False), json=True)
    check(made, PUSH)
    assert (made["endpoint"], made["standard"], made["policy"]) == (FAR, True, "all")
    assert made["alerts"] == {"mention": True, "follow": False}
    assert caller.get(PATH) == made
    changed = caller.put(PATH, {"data": {"alerts": {"poll": "1"}}, "policy": "followed"})
    assert (changed["alerts"], changed["policy"], changed["id"]) == ({"poll": True}, "followed", made["id"])
    again = caller.post(PATH, Application().asks(FAR), json=True)
    assert again["id"] != made["id"]
    assert PushSubscription.objects.count() == 1
    assert caller.delete(PATH) == {}
    assert caller.delete(PATH) == {}
    assert (caller.get(PATH), caller.status) == (NONE, 404)


def test_a_form_of_brackets_does_the_same(world: World):
    keys = Application().asks(FAR)["subscription"]["keys"]
    form = {
        "subscription[endpoint]": FAR,
        "subscription[keys][p256dh]": keys["p256dh"] + "=",
        "subscription[keys][auth]": keys["auth"] + "==",
        "data[alerts][mention]": "true",
        "data[alerts][admin.sign_up]": "false",
        "data[alerts][invented]": "true",
        "data[policy]": "follower",
    }
    made = Caller(world.ana).post(PATH, form)
    assert made["alerts"] == {"mention": True, "admin.sign_up": False}
    assert (made["policy"], made["standard"]) == ("follower", False)


def test_a_subscription_is_of_its_token_alone(world: World):
    mine, other_application = Caller(world.ana), Caller(world.ana)
    mine.post(PATH, Application().asks(FAR), json=True)
    for caller in (other_application, Caller(world.bruno), Caller(world.esther)):
        assert (caller.get(PATH), caller.status) == (NONE, 404)
        assert caller.delete(PATH) == {}
    assert mine.get(PATH)["endpoint"] == FAR


def test_it_goes_with_its_token(world: World):
    caller = Caller(world.ana)
    caller.post(PATH, Application().asks(FAR), json=True)
    tokens.revoke(Token.objects.get())
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.org/1", "ftp://push.example.org/1", "https://127.0.0.1/1", "https://[::1]/1",
        "https://10.0.0.8/1", "https://169.254.169.254/latest", "https://localhost/1", "https://base.internal/1",
        "https://push.example.org:8443/1", "https://moi:mot@push.example.org/1", "https://push.example.org/\n1",
        "https://[::ffff:10.0.0.1]/1", "https://2130706433/1", "https://0x7f.1/1", "https://", "rien", "https://[",
        "https://push.example.org/" + "a" * 2000,
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(world: World, endpoint: str):
    caller = Caller(world.ana)
    answer = caller.post(PATH, Application().asks(endpoint), json=True)
    assert (answer["error"], caller.status) == ("Validation failed: Endpoint is not a valid URL", 422)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"endpoint": ""}, "Validation failed: Endpoint can't be blank"),
        ({"keys": {}}, "Validation failed: Key p256dh can't be blank"),
        ({"keys": {"p256dh": "BCVx", "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}, "Validation failed: Key p256dh is invalid"),
        ({"keys": {"p256dh": "é§", "auth": "x"}}, "Validation failed: Key p256dh is invalid"),
        ({"keys": "rien"}, "Validation failed: Key p256dh can't be blank"),
    ],
)
def test_what_is_no_key_is_refused(world: World, change, error):
    caller = Caller(world.ana)
    asked = Application().asks(FAR)
    asked["subscription"] |= change
    assert (caller.post(PATH, asked, json=True)["error"], caller.status) == (error, 422)
    asked = Application().asks(FAR)
    asked["subscription"]["keys"]["auth"] = "YWJj"
    assert caller.post(PATH, asked, json=True)["error"] == "Validation failed: Key auth is invalid"
    asked = Application().asks(FAR, policy="everybody")
    assert caller.post(PATH, asked, json=True)["error"] == "Validation failed: Policy is not included in the list"
    assert caller.post(PATH, {}, json=True)["error"].endswith("invalid: subscription")
    assert caller.status == 400


def test_the_key_of_the_server_is_told_everywhere_and_stays(world: World):
    told = Caller().get("/api/v2/instance")["configuration"]["vapid"]["public_key"]
    assert (len(read64(told.rstrip("="))), told) == (65, vapid.public_key())
    assert Caller(world.ana).get("/api/v1/apps/verify_credentials")["vapid_key"] == told


def test_a_token_is_kept_sealed(world: World, settings):
    caller = Caller(world.ana)
    caller.post(PATH, Application().asks(FAR), json=True)
    row = PushSubscription.objects.get()
    sealed = bytes(row.sealed_token)
    assert caller.secret.encode() not in sealed
    assert sealing.unseal(sealed, row.token_id) == caller.secret
    assert sealing.unseal(sealed, row.token_id + 1) == ""
    settings.SECRET_KEY = "un autre"
    assert sealing.unseal(sealed, row.token_id) == ""


def test_a_like_is_pushed_sealed_and_signed(world: World, service: Service):
    application, caller = Application(), Caller(world.ana)
    caller.post(PATH, application.asks(service.url, favourite=True), json=True)
    liking.like(world.bruno, world.says(world.ana, "Le **pain** est prêt."))
    world.settle()
    (message,) = told(service, application)
    notice = Notice.objects.get(person=world.ana)
    assert message["title"] == f"{world.bruno.called} aime vos mots"
    assert (message["body"], message["notification_type"]) == ("Le pain est prêt.", "favourite")
    assert (message["access_token"], message["preferred_locale"]) == (caller.secret, "fr")
    assert message["notification_id"] == notice.pk
    assert str(message["icon"]).startswith("http")
    headers, _body = service.got[0]
    assert (headers["content-encoding"], headers["ttl"], headers["urgency"]) == ("aes128gcm", "172800", "normal")
    assert headers["topic"] == f"notice-{notice.pk}"
    token, key = headers["authorization"].removeprefix("vapid t=").split(", k=")
    said = claims(token, key)
    assert (said["aud"], key + "=") == (service.origin, vapid.public_key())
    assert time.time() < said["exp"] <= time.time() + 24 * 3600
    assert said["sub"].startswith("mailto:")


def test_an_older_application_gets_the_older_seal(world: World, service: Service):
    application = Application()
    Caller(world.ana).post(PATH, application.asks(service.url, standard=False, favourite=True), json=True)
    liking.like(world.bruno, world.says(world.ana))
    world.settle()
    headers, body = service.got[0]
    assert headers["content-encoding"] == "aesgcm"
    message = msgspec.json.decode(application.open_older(headers, body))
    assert message["notification_type"] == "favourite"
    key = headers["crypto-key"].split(";p256ecdsa=")[1]
    assert claims(headers["authorization"].removeprefix("WebPush "), key)["aud"] == service.origin


def test_every_kind_is_told_where_its_alert_is_on(world: World, service: Service):
    application = Application()
    kinds = ("mention", "quote", "favourite", "reblog", "follow", "follow_request")
    caller = Caller(world.ana)
    for kind in kinds:
        caller.post(PATH, application.asks(service.url, **{kind: True}), json=True)
        service.got.clear()
        Notice.objects.all().delete()
        who, post = world.extra(f"z{kind.replace('_', '')}"), world.says(world.ana)
        world.follow(who, world.ana)
        liking.like(who, post)
        liking.share(who, post)
        world.says(who, "Oui", answers=post)
        world.says(who, "Tiens", quotes=post)
        contacts.ask(world.extra(f"l{kind.replace('_', '')}"), world.ana, words=WORDS)
        world.settle()
        assert {each["notification_type"] for each in told(service, application)} == {kind}


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("all", {"bruno", "zoe", "max"}), ("followed", {"bruno"}), ("follower", {"zoe"}), ("none", set())],
)
def test_the_policy_says_of_whom(world: World, service: Service, policy: str, expected: set[str]):
    application = Application()
    people = (world.bruno, world.extra("zoe"), world.extra("max"))
    world.follow(world.ana, people[0])
    world.follow(people[1], world.ana)
    world.settle()
    Caller(world.ana).post(PATH, application.asks(service.url, policy=policy, favourite=True), json=True)
    post = world.says(world.ana)
    for person in people:
        liking.like(person, post)
    world.settle()
    names = {person.called: person.name for person in people}
    assert {names[str(each["title"]).removesuffix(" aime vos mots")] for each in told(service, application)} == expected


def test_rule_19_a_stranger_s_first_private_words_are_not_pushed(world: World, service: Service):
    Caller(world.bruno).post(PATH, Application().asks(service.url, mention=True), json=True)
    world.writes(world.ana, world.bruno)
    world.settle()
    assert service.got == []


def test_nothing_of_somebody_muted_or_taken_back_is_pushed(world: World, service: Service):
    Caller(world.ana).post(PATH, Application().asks(service.url, favourite=True), json=True)
    post = world.says(world.ana)
    liking.like(world.bruno, post)
    liking.like_no_more(world.bruno, post)
    muted = world.extra("max")
    distance.mute(world.ana, muted)
    liking.like(muted, post)
    world.settle()
    assert service.got == []


@pytest.mark.parametrize(
    ("status", "rows", "refused", "waiting"),
    [(201, 1, 0, 0), (404, 0, 0, 0), (410, 0, 0, 0), (400, 1, 1, 0), (413, 1, 1, 0), (429, 1, 0, 1), (503, 1, 0, 1)],
)
def test_what_the_service_answers(world: World, service: Service, status, rows, refused, waiting):
    Caller(world.ana).post(PATH, Application().asks(service.url, favourite=True), json=True)
    service.status, service.wait = status, "60"
    liking.like(world.bruno, world.says(world.ana))
    run_due()
    assert len(service.got) == 1
    assert PushSubscription.objects.count() == rows
    assert sum(PushSubscription.objects.values_list("refused", flat=True)) == refused
    assert Job.objects.filter(reaction__contains="pushing").count() == waiting


def test_a_name_that_leads_to_a_private_address_is_never_written_to(world: World, service: Service, settings):
    Caller(world.ana).post(PATH, Application().asks(service.url, favourite=True), json=True)
    settings.PETITMOT_ALLOW_LOOPBACK_PEERS = False
    liking.like(world.bruno, world.says(world.ana))
    run_due()
    assert service.got == []


def test_what_waited_too_long_is_not_told_any_more(world: World, service: Service):
    Caller(world.ana).post(PATH, Application().asks(service.url, favourite=True), json=True)
    liking.like(world.bruno, world.says(world.ana))
    service.status = 503
    run_due()
    service.status = 201
    with clock.living_at(clock.now() + timedelta(days=3)):
        run_due()
    assert len(service.got) == 1


def test_who_has_no_application_costs_one_query(world: World, django_assert_num_queries):
    from petitmot.attentions.events import NoticePut
    from petitmot.client_api.pushing import choosing

    ana = world.ana.pk
    with django_assert_num_queries(1):
        choosing.find_subscriptions(NoticePut(1, ana, kind="liked"))
    assert not choosing.can_be_pushed(NoticePut(1, 1, kind="declined"))
