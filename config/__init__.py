"""The roof: settings, addresses, the home worklist, Celery, the supervisor."""
