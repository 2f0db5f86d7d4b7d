"""What beat sends, and when. Every task takes its day and its ids itself; beat sends no argument.

What is sent often expires: while no worker runs, nothing piles up.
"""

from celery.schedules import crontab

BEAT = {
    "show that the worker lives": {"task": "config.tasks.beat_heart", "schedule": 20.0, "options": {"expires": 20}},
    "seal the trail": {"task": "trail.tasks.seal", "schedule": 60.0, "options": {"expires": 60}},
    "finish interrupted destructions": {"task": "destruction.tasks.recover", "schedule": 300.0, "options": {"expires": 300}},
    "go on with interrupted imports": {"task": "petitions.tasks.recover_imports", "schedule": 60.0, "options": {"expires": 55}},
    "end the access of leavers": {"task": "personnel.tasks.end_access", "schedule": 60.0, "options": {"expires": 55}},
    "end who is in working groups no more": {"task": "personnel.tasks.end_groups", "schedule": crontab(hour="0", minute="3")},
    "note overdue loans": {"task": "custody.tasks.note_overdue", "schedule": crontab(hour="0", minute="10")},
    "end periods of secrecy": {"task": "classification.tasks.end_periods", "schedule": crontab(hour="0", minute="1")},
    "end what scopes hold for a time": {"task": "classification.tasks.end_scopes", "schedule": crontab(hour="0", minute="2")},
    "prepare pages of attachments": {"task": "petitions.attachments.tasks.ask_again", "schedule": 120.0, "options": {"expires": 120}},
    "end openings by two": {"task": "petitions.openings.tasks.settle", "schedule": 60.0, "options": {"expires": 55}},
    "sweep sealed files nobody kept": {"task": "vault.tasks.sweep_files", "schedule": crontab(hour="3", minute="20")},
    "tend documents": {"task": "approvals.tasks.tend_documents", "schedule": 60.0, "options": {"expires": 60}},
    "ensure the quarterly reports": {"task": "inspection.tasks.ensure_reports", "schedule": crontab(hour="0", minute="30")},
}

# What a worker does first, without waiting for its hour.
AT_START = (
    "config.tasks.beat_heart",
    "destruction.tasks.recover",
    "petitions.tasks.recover_imports",
    "inspection.tasks.ensure_reports",
    "petitions.attachments.tasks.ask_again",
    "classification.tasks.end_periods",
    "classification.tasks.end_scopes",
    "personnel.tasks.end_access",
    "personnel.tasks.end_groups",
)

# A message with an id may get lost on its way; the task named here finds what it was sent for from the database.
SWEPT_BY = {
    "destruction.tasks.carry_out": "destruction.tasks.recover",
    "approvals.tasks.make_document": "approvals.tasks.tend_documents",
    "petitions.attachments.tasks.render": "petitions.attachments.tasks.ask_again",
    "petitions.tasks.carry_on_import": "petitions.tasks.recover_imports",
}
