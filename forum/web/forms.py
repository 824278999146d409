"""How forms are drawn: every field by one template, with its help and its errors tied to it."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "forum/web/form.html"
    field_template_name = "forum/web/field.html"
