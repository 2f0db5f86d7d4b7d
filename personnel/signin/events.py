"""What is remembered of sign-in."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

PASSWORD_CHANGED = Event("password.changed", Kind.CHANGE, _("Changed the own password."))
POLICY_READ = Event("signin.policy_read", Kind.READ, _("Opened what sign-in asks for."))
FIGURE_SET = Event(
    "signin.figure_set",
    Kind.CHANGE,
    _("Sign-in: %(signin_figure)s was %(before)s, is %(after)s."),
    ("signin_figure", "before", "after"),
)
PROFILE_CHOSEN = Event("signin.profile_chosen", Kind.CHANGE, _("Chose the sign-in profile %(signin_profile)s."), ("signin_profile",))
FACTOR_DEMANDED = Event(
    "signin.factor_demanded", Kind.CHANGE, _("A second factor of the office %(office)s: %(demanded)s."), ("office", "demanded")
)
ENDED_BY_NEWER = Event("session.ended_by_newer", Kind.SIGN_OUT, _("Signed in anew; older sessions ended: %(count)s."), ("count",))
HELD_UP = Event("session.held_up", Kind.DENIAL, _("Was led to %(page)s before anything else."), ("page",))
