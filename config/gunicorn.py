"""How the web server runs. Addresses are logged without their query: it may hold a search token."""

wsgi_app = "config.wsgi:application"
worker_class = "gthread"
workers = 2
threads = 4
timeout = 120
graceful_timeout = 10
keepalive = 5
max_requests = 20000
max_requests_jitter = 2000
control_socket_disable = True
accesslog = "-"
errorlog = "-"
loglevel = "warning"
access_log_format = '%(t)s %(h)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
limit_request_line = 8190
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "config.logs.QuietFormatter"}, "plain": {"format": "%(message)s"}},
    "handlers": {
        "errors": {"class": "logging.StreamHandler", "formatter": "quiet"},
        "accesses": {"class": "logging.StreamHandler", "formatter": "plain"},
    },
    "root": {"handlers": ["errors"], "level": "WARNING"},
    "loggers": {
        "gunicorn.error": {"handlers": ["errors"], "level": "WARNING", "propagate": False},
        "gunicorn.access": {"handlers": ["accesses"], "level": "INFO", "propagate": False},
    },
}
