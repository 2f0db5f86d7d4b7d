"""Logs name what went wrong and where, never with which values: an exception's message may hold a sealed one."""

import logging
import traceback
from types import TracebackType

ExcInfo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


class QuietFormatter(logging.Formatter):
    """Time, level, logger, message; of an exception the types, the places and the server's error code."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Celery words a failed task with the exception's own message: that is left out as well."""
        if record.name == "celery.app.trace" and isinstance(record.args, dict):
            record.args = {**record.args, "exc": "see below", "traceback": ""}
        return super().format(record)

    def formatException(self, ei: ExcInfo) -> str:  # type: ignore[override]  # noqa: N802 - logging's own name
        return "\n".join(_lines(ei[1]))


def _lines(problem: BaseException | None) -> list[str]:
    lines: list[str] = []
    while problem is not None:
        lines.append(f"{type(problem).__module__}.{type(problem).__qualname__}{_code(problem)}")
        frames = traceback.extract_tb(problem.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        problem = problem.__cause__ or problem.__context__
    return lines


def _code(problem: BaseException) -> str:
    state = getattr(problem, "sqlstate", None)
    return f" [{state}]" if state else ""
