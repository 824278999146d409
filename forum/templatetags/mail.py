"""What pages say of mail that was sent, or was not."""

from django import template
from django.conf import settings
from django.http import HttpRequest

from forum.web.nearness import comes_from_this_machine

register = template.Library()


@register.simple_tag
def mail_is_sent() -> bool:
    """Whether mail leaves this installation."""
    return settings.EMAIL_IS_SENT


@register.simple_tag(takes_context=True)
def mail_folder(context: template.Context) -> str:
    """Where mail that is not sent is kept; "" to whoever could not look there."""
    request: HttpRequest = context["request"]
    return str(settings.EMAIL_FILE_PATH) if comes_from_this_machine(request) else ""
