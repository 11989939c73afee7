"""Nobody publishes their own text."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import (
    AbstractGroupApprovalTask,
    Page,
    PageViewRestriction,
    Revision,
    Site,
    TaskState,
)
from wagtail.url_routing import RouteResult

from policies.models.texts import FrozenVersion
from workflow.errors import IllegalStep

OWN_TEXT = _(
    "You wrote part of this text, so somebody else has to approve it. It is kept as a draft; submit it for approval."
)


class OwnText(PermissionDenied):
    """Somebody tried to approve or publish a text that they wrote, whatever their rights."""

    def __init__(self) -> None:
        super().__init__(OWN_TEXT)


def is_own_text(revision: Revision, user: Any) -> bool:
    """Whether the user had a hand in what this revision would publish: in it, or in one since the last publication."""
    revisions = Revision.objects.filter(
        base_content_type_id=revision.base_content_type_id,
        object_id=revision.object_id,
        created_at__lte=revision.created_at,
    )
    live = Page.objects.filter(pk=revision.object_id).values_list("live_revision__created_at", flat=True).first()
    if live is not None:
        revisions = revisions.filter(created_at__gt=live)
    return user.pk is not None and (revision.user_id == user.pk or revisions.filter(user=user).exists())


def refusal(revision: Revision, user: Any) -> str:
    """Why this user's approval does not publish this revision now; empty if it does."""
    page = revision.as_object()
    if not isinstance(page, TextPage):
        return ""
    return str(OWN_TEXT) if is_own_text(revision, user) else page.why_not_now()


class TextPage(RoutablePageMixin, Page):
    """A page whose publication freezes a version. `page_published` does the freezing, whoever or whatever publishes."""

    # Published means public: no text is kept for some readers, and no request need ask.
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        return PageViewRestriction.objects.none()

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("ar", _("Arabic")), ("en", _("English"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Rendered here: a response that renders later would have lost the language."""
        with translation.override(mode_name or "ar"):
            response = super().serve_preview(request, mode_name)
            return response.render() if isinstance(response, TemplateResponse) else response

    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        """Publication and version commit together. Wagtail's own `publish` is not atomic."""
        if user is not None and is_own_text(revision, user):
            raise OwnText
        revision.published_by = user  # the signal knows the revision, not the person
        try:
            with transaction.atomic():
                super().publish(revision, user=user, **kwargs)
        except ValidationError as error:  # what was right when it was written need not be right now
            raise IllegalStep(" ".join(error.messages)) from error

    def why_not_now(self) -> str:
        """A sentence where the text may not be published at this moment, whoever asks. Asked at approval."""
        return ""

    @property
    def newest_version(self) -> FrozenVersion | None:
        """The version that was published last."""
        raise NotImplementedError

    def count_numbered(self, count: int) -> str:
        """So many clauses, or points, in the reader's language."""
        raise NotImplementedError

    @property
    def published_slug(self) -> str:
        """The slug that frozen versions are cited by; empty if there is none."""
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        if self.published_slug and self.slug != self.published_slug:
            raise ValidationError({"slug": _("This address is published and cited. It stays as it is.")})

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """What was published once keeps its addresses when it is withdrawn: the page then says so."""
        if self.live or not self.published_slug:
            return super().route(request, path_components)
        match = self.resolve_subpage("/" + "".join(f"{part}/" for part in path_components))
        request.routable_resolver_match = match  # type: ignore[attr-defined]
        return RouteResult(self, args=tuple(match))

    @property
    def public_path(self) -> str:
        """Without the language, as search, mails and citations keep it."""
        root = next((root for root in _site_roots() if self.url_path.startswith(root)), "/")
        return "/" + self.url_path.removeprefix(root)


def _site_roots() -> list[str]:
    """What the paths of all pages begin with. Wagtail keeps it where all processes find it, which may be a table:
    a page with ten links would ask for it ten times."""
    found = caches["near"].get("site_roots")
    if found is None:
        found = [site.root_path for site in Site.get_site_root_paths()]
        caches["near"].set("site_roots", found)
    return found


class ApprovalByAnother(AbstractGroupApprovalTask):
    """The approval step of the workflow. Its button stays for the author too: pressing it says why not."""

    class Meta:
        verbose_name = _("approval by another person")
        verbose_name_plural = _("approvals by another person")

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> str | None:
        """The address it answers, if any, is where Wagtail goes next."""
        revision = task_state.workflow_state.content_object.get_latest_revision()
        if action_name != "approve":
            super().on_action(task_state, user, action_name, **kwargs)
            return None
        if not refusal(revision, user):
            super().on_action(task_state, user, action_name, **kwargs)
        return reverse("policies_after_approval", args=[revision.object_id])

    @classmethod
    def get_description(cls) -> str:
        return gettext("Members of the chosen groups approve what somebody else wrote; nobody approves their own text.")
