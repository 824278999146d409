"""Whole numbers in forms, with one sentence for whatever is wrong with them."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class WholeNumber(forms.IntegerField):
    """A whole number from `least` to `most`. Whatever else is typed is answered by saying so."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        said = format_lazy(_("Say a whole number from {least} to {most}."), least=least, most=most)
        wrong = dict.fromkeys(("required", "invalid", "min_value", "max_value"), said)
        kwargs["error_messages"] = wrong | kwargs.get("error_messages", {})
        super().__init__(min_value=least, max_value=most, **kwargs)
