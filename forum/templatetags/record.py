"""The head of the record in every mail, so that two readers can notice being shown two different records."""

from django import template

from forum.record.writing import head

register = template.Library()


@register.simple_tag(takes_context=True)
def record_head(context: template.Context) -> str:
    """The hash of the newest entry. Asked once a mail: it is kept among the words that a mail's text and its HTML are
    both written from."""
    words = context.dicts[1]
    if "_record_head" not in words:
        words["_record_head"] = head()
    return words["_record_head"]
