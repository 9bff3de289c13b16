"""Addresses below a person's name. Whatever is a number there is a post; other words are reserved (rule 39)."""

from django.urls import path, re_path

from petitmot.kit.addresses import IN_A_PATH
from petitmot.web.persons import distance, followers, lasting, page, post, ties

HANDLE = f"^{IN_A_PATH}"

urlpatterns = [
    re_path(rf"{HANDLE}/?$", page.person, name="person"),
    re_path(rf"{HANDLE}/(?P<post_id>\d{{1,19}})/?$", post.post, name="post"),
    re_path(rf"{HANDLE}/suivre/$", ties.follow, name="follow"),
    re_path(rf"{HANDLE}/ne-plus-suivre/$", ties.unfollow, name="unfollow"),
    re_path(rf"{HANDLE}/cercles/$", ties.in_circles, name="person-circles"),
    re_path(rf"{HANDLE}/fin-de-contact/$", ties.end_contact, name="end-contact"),
    re_path(rf"{HANDLE}/sourdine/$", distance.mute, name="mute"),
    re_path(rf"{HANDLE}/fin-de-sourdine/$", distance.unmute, name="unmute"),
    re_path(rf"{HANDLE}/bloquer/$", distance.block, name="block"),
    re_path(rf"{HANDLE}/debloquer/$", distance.unblock, name="unblock"),
    re_path(rf"{HANDLE}/suivis/$", followers.followed, name="followed"),
    re_path(rf"{HANDLE}/abonnes/$", followers.followers, name="followers"),
    re_path(rf"{HANDLE}/retirer/$", followers.remove, name="remove-follower"),
    re_path(rf"{HANDLE}/laisser-entrer/$", followers.approve, name="approve-follower"),
    re_path(rf"{HANDLE}/laisser-dehors/$", followers.refuse, name="refuse-follower"),
    path("ap/people/<int:person_id>", lasting.person, name="lasting-person"),
    path("ap/posts/<int:post_id>", lasting.post, name="lasting-post"),
]
