"""Logs: lines for people on a terminal, JSON for everything else; always on the error stream."""

import logging
import sys

import structlog
from structlog.typing import Processor


def set_up(level: str) -> None:
    """Send our own logs and those of the libraries the same way."""
    on_terminal = sys.stderr.isatty()
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="%H:%M:%S" if on_terminal else "iso", utc=not on_terminal),
    ]
    shown: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if on_terminal:
        # The default would print the variables of every frame, and with them customers' words and secrets.
        shown.append(structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback))
    else:
        shown += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    _send(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=before, processors=shown), level)
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _send(formatter: logging.Formatter, level: str) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    # At debug some of these log bodies and statements, which hold customers' words.
    for noisy in ("aiosqlite", "alembic", "asyncio", "mako", "markdown_it"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
