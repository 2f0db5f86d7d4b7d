"""What is remembered of training."""

from django.utils.translation import gettext_lazy as _

from audit.trail.events import Event, Kind

COURSES_LISTED = Event("training.listed", Kind.LIST, _("Opened the list of courses."))
COURSE_READ = Event("training.read", Kind.READ, _("Opened a course."))
COURSE_KEPT = Event("training.course_kept", Kind.CHANGE, _("Set up a course."))
QUESTION_ADDED = Event("training.question_added", Kind.CHANGE, _("Added a question to a course."))
QUESTION_RETIRED = Event("training.question_retired", Kind.CHANGE, _("Retired a question of a course."))
LESSON_RECORDED = Event("training.lesson_recorded", Kind.CHANGE, _("Recorded who attended a course (%(count)s)."), ("count",))
TEST_BEGUN = Event("training.test_begun", Kind.CHANGE, _("Began a test (try %(number)s)."), ("number",))
TEST_READ = Event("training.test_read", Kind.READ, _("Opened a test."))
TEST_MARKED = Event("training.test_marked", Kind.CHANGE, _("Handed in a test: %(score)s of 100."), ("score",))
COVERAGE_READ = Event("training.coverage_read", Kind.LIST, _("Opened how far the units are trained (%(count)s)."), ("count",))
