"""One way to draw every form: the project's own field, widget and error templates."""

from django.forms.renderers import TemplatesSetting


class XinmiRenderer(TemplatesSetting):
    """Draws forms from `templates/django/forms/`, so that forms of lower apps carry no CSS and import nothing.

    Promise: help and errors stand beside their field and are named by `aria-describedby`;
    nothing typed is offered again by the browser (`autocomplete="off"`).
    """

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"
