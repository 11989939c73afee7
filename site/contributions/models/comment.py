"""What can be commented on, and a comment: django-comments-xtd as storage, ours in everything else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.models import XtdComment

from contributions.models.contribution import Contribution
from contributions.querysets import CommentQuerySet


class Discussion(models.Model):  # type: ignore[django-manager-missing]
    """What can be commented on. A clause key and a suggestion each own one; the owner says when it is open."""

    kind = models.CharField(max_length=20)
    created_at = models.DateTimeField(auto_now_add=True)

    # What is public in it, so that a page reads one row however much was said. `contributions.actions.recount` writes
    # them with every step of moderation, and can write them anew at any time.
    comment_count = models.PositiveIntegerField(default=0)
    in_favour = models.PositiveIntegerField(default=0)
    neutral = models.PositiveIntegerField(default=0)
    against = models.PositiveIntegerField(default=0)
    # The last that began a thread.
    newest = models.ForeignKey(Contribution, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        verbose_name = _("discussion")
        verbose_name_plural = _("discussions")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Stance(models.TextChoices):
    FOR = "for", _("In favour")
    NEUTRAL = "neutral", _("Neutral")
    AGAINST = "against", _("Against")


class Comment(XtdComment):
    """A comment in a discussion. Words and names live in its contribution: the inherited columns for text, name,
    e-mail and address stay blank (a trigger holds it); `is_public` and `is_removed` mirror moderation."""

    xtdcomment_ptr = models.OneToOneField(
        XtdComment, on_delete=models.PROTECT, parent_link=True, primary_key=True, related_name="ours"
    )
    contribution = models.OneToOneField(Contribution, on_delete=models.PROTECT, related_name="comment")
    discussion = models.ForeignKey(Discussion, on_delete=models.PROTECT, related_name="comments")
    stance = models.CharField(_("stance"), max_length=8, choices=Stance, blank=True)
    # As its level in the inherited table says: here, so that the newest threads are found without reading that one.
    is_root = models.BooleanField(default=False, editable=False)

    thread = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_manager_name = "thread"
        indexes = [
            models.Index(
                fields=["discussion", "-xtdcomment_ptr"], condition=models.Q(is_root=True), name="newest_threads"
            )
        ]

    def __str__(self) -> str:
        return self.contribution.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Two replies at once would take the same place in the thread: the thread's root is locked first."""
        is_new = self.pk is None
        with transaction.atomic(savepoint=False):
            if is_new:
                self.site_id = settings.SITE_ID
                self.content_type = ContentType.objects.get_for_model(Discussion)
                self.object_pk = str(self.discussion_id)
            if is_new and not self.parent_id:
                self._begin_thread(*args, **kwargs)
                return
            if is_new:
                parent = XtdComment.norel_objects.get(pk=self.parent_id)
                list(XtdComment.norel_objects.select_for_update(of=("self",)).filter(pk=parent.thread_id))
            super().save(*args, **kwargs)

    def _begin_thread(self, *args: Any, **kwargs: Any) -> None:
        """xtd writes all three rows a second time to say that a root is its own parent: one update says it."""
        self.is_root = True
        super(XtdComment, self).save(*args, **kwargs)
        self.parent_id = self.thread_id = self.pk
        XtdComment.norel_objects.filter(pk=self.pk).update(parent_id=self.pk, thread_id=self.pk)
