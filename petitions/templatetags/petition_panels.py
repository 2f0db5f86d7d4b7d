"""Draws what higher apps put on the petition page."""

from django import template
from django.template.loader import get_template

register = template.Library()


@register.simple_tag(takes_context=True)
def panel_body(context, panel):
    """The panel's own template with its own context: it cannot reach the petition's content."""
    return get_template(panel.template).render({**panel.context, "request": context.get("request")})
