"""A media folder of each test's own, and uploads."""

import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def save(tmp_path):
    """save(content) or save(image, format, ...) writes an upload and gives its path."""

    def save(what, kind="PNG", **options):
        path = tmp_path / "upload"
        if isinstance(what, bytes):
            path.write_bytes(what)
        else:
            what.save(path, kind, **options)
        return path

    return save
