"""Run as a child after the last life of a server: what it holds, as one line of JSON."""

from __future__ import annotations

import json
import os
from collections import Counter

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "petitmot.site.settings"
    import django

    django.setup()
    from petitmot.attentions.models import Notice
    from petitmot.jobs.failures import failed_jobs
    from petitmot.jobs.models import Job
    from petitmot.posts.models import Post
    from petitmot.reading.models import PostText

    words = {
        pk: plain.removeprefix("@bruno ").removeprefix("mot ") for pk, plain in Post.objects.values_list("pk", "plain")
    }
    told = Counter(Notice.objects.filter(person__name="bruno", kind="mentioned").values_list("about", flat=True))
    found = set(PostText.objects.values_list("post_id", flat=True))
    print(
        json.dumps(
            {
                "words": sorted(words.values()),
                "told": sorted(words[pk] for pk in told if pk in words),
                "told_twice": sum(1 for times in told.values() if times > 1),
                "found": sorted(words[pk] for pk in found if pk in words),
                "waiting": Job.objects.filter(given_up_at=None).exclude(fact="periodic").count(),
                "failed": [str(job) + job.last_error for job in failed_jobs()],
            }
        )
    )
