"""The doors' addresses. Those of django-allauth keep its names, by which it finds them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, path, re_path

from petitmot.web.doors import gates, sign_up

LOCKS = "reglages/securite/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("s-inscrire/", sign_up.sign_up, name="account_signup"),
    path("s-inscrire/attente/", sign_up.waiting, name="door-waiting"),
    path("s-inscrire/confirmer/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^s-inscrire/confirmer/(?P<key>[-:\w]{1,400})/$", gates.confirm_email, name="account_confirm_email"),
    path("invitation/<str:token>/", sign_up.by_invitation, name="door-invitation"),
    path("premier/<str:token>/", sign_up.first, name="door-first"),
    path("entrer/", gates.sign_in, name="account_login"),
    path("entrer/ferme/", gates.closed, name="account_inactive"),
    path("entrer/code/", gates.second_factor, name="mfa_authenticate"),
    path("entrer/cle/", gates.by_passkey, name="mfa_login_webauthn"),
    path("entrer/encore/", gates.reauthenticate, name="account_reauthenticate"),
    path("entrer/encore/code/", gates.second_factor_again, name="mfa_reauthenticate"),
    path("entrer/encore/cle/", gates.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("entrer/oubli/", gates.reset_password, name="account_reset_password"),
    path("entrer/oubli/envoye/", account.password_reset_done, name="account_reset_password_done"),
    path("entrer/oubli/fait/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^entrer/oubli/(?P<uidb36>[0-9A-Za-z]{1,14})-(?P<key>.{1,200})/$",
        gates.reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sortir/", account.logout, name="account_logout"),
    path("reglages/adresse/", gates.change_email, name="account_email"),
    path("reglages/mot-de-passe/", gates.change_password, name="account_change_password"),
    path("reglages/mot-de-passe/choisir/", gates.set_password, name="account_set_password"),
    path(LOCKS, mfa.index, name="mfa_index"),
    path(LOCKS + "code/", gates.code_app, name="mfa_activate_totp"),
    path(LOCKS + "code/retirer/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(LOCKS + "secours/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(LOCKS + "secours/refaire/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(LOCKS + "secours/fichier/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path(LOCKS + "cles/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path(LOCKS + "cles/ajouter/", gates.add_passkey, name="mfa_add_webauthn"),
    path(LOCKS + "cles/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path(LOCKS + "cles/<int:pk>/retirer/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path(LOCKS + "appareils/", gates.devices, name="usersessions_list"),
]
