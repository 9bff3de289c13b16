"""A report: words and people shown to the moderators, and what they decided."""

from django.db import models

from petitmot.people.models import Account, Person


class Report(models.Model):
    class Reason(models.TextChoices):
        UNKIND = "unkind"
        ADVERTISING = "advertising"
        UNLAWFUL = "unlawful"
        SOMEBODY_ELSE = "somebody_else"  # passes for another
        OTHER = "other"

    class Decision(models.TextChoices):
        NOTHING = "nothing"
        REMINDED = "reminded"  # the rules were recalled to them
        WORDS_REMOVED = "words_removed"
        COVERED = "covered"
        LIMITED = "limited"
        SHUT_OUT = "shut_out"
        SUSPENDED = "suspended"

    reporter = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=16, choices=Reason.choices, default=Reason.OTHER)
    words = models.TextField(blank=True)  # what the reporter says
    request_words = models.TextField(blank=True)  # of a contact request that was reported
    rules = models.JSONField(default=list, blank=True)  # numbers of the rules that are not kept, as [1, 3]
    selections = models.JSONField(default=list, blank=True)  # as they were: [{"id", "name", "words"}]
    forwarded_to = models.JSONField(default=list, blank=True)  # names of servers whose moderators are shown it, too
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)  # the last act on it
    taken_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")  # who looks after it
    decision = models.CharField(max_length=16, choices=Decision.choices, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["decided_at", "at"], name="reports_waiting")]


class ReportedPost(models.Model):
    """A post that was shown to the moderators by somebody who could see it: the only private words they see (rule 32)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="posts")
    post_id = models.BigIntegerField()
    uri = models.CharField(max_length=500)
    text = models.TextField()  # as it was when it was reported
    was_private = models.BooleanField(default=False)


class StaffNote(models.Model):
    """What moderators write down about a person, for each other."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="staff_notes")
    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()


class StaffAct(models.Model):
    """The trail: every act of the staff, and every private word they were shown. Rows are never changed (rule 44)."""

    by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    act = models.CharField(max_length=40)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    report = models.ForeignKey(Report, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
