from django import forms, template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guard import traps

register = template.Library()


@register.inclusion_tag("guard/trap.html")
def trap(form: forms.Form) -> dict[str, str]:
    """The field that nobody sees, and when the form was opened. Once for each form that anybody may send."""
    return {"lure": traps.LURE, "stamp_name": traps.STAMP, "stamp": traps.stamp(form.data)}


@register.inclusion_tag("guard/work.html", takes_context=True)
def work(context: template.Context, begins: str) -> dict[str, object]:
    """The browser's work, within a form. `begins`: onload or onsubmit."""
    words = {
        "label": _("Is checked against robots when it is sent"),
        "verifying": _("Checking: one moment."),
        "verified": _("Checked."),
        "waitAlert": _("The check is still running: one moment."),
        "error": _("The check did not work here. Send the form all the same, or use a code by e-mail."),
        "expired": _("The check was open for too long. Tick it once more."),
        "verificationRequired": _("Check against robots"),
    }
    language = get_language() or "ar"
    return {"begins": begins, "words": words, "language": language, "request": context["request"]}
