"""Addresses of pictures; the files themselves stand below `/media/` (`web.media`)."""

from django.urls import path

from petitmot.web.pictures import large, uploading

urlpatterns = [
    path("images/", uploading.upload, name="picture-upload"),
    path("images/<int:picture_id>/", uploading.one, name="picture-one"),
    path("images/<int:picture_id>/retirer/", uploading.discard, name="picture-discard"),
    path("mot/<int:post_id>/image/<int:number>/", large.picture, name="picture"),
]
