"""Sends messages from a worker script to the Chief monitor.

    from gulag_chief.monitor_client import monitor

    monitor.info("extract finished", rows=1200)

Chief tells a script where the monitor is by environment variables. Without them every call does nothing.
"""

from __future__ import annotations

import json
import os
import time
from typing import Mapping, NoReturn

from gulag_chief import _event, _http

__all__ = ["Monitor", "monitor"]

_SECONDS_PER_CALL = 0.38  # 400 ms are promised; closing up takes the rest

_CONTEXT = (
    ("jobName", "CHIEF_JOB_NAME"),
    ("scriptPath", "CHIEF_SCRIPT_PATH"),
    ("runId", "CHIEF_RUN_ID"),
    ("scheduledFor", "CHIEF_SCHEDULED_FOR"),
)


class Monitor:
    """Best effort: a call raises nothing, prints nothing and ends within 400 ms.

    It returns True when the monitor has taken the message, and False when there is no monitor, when the message is
    blank or no text, or when delivery failed for whatever reason. Keyword arguments become the message's metadata;
    a value that JSON does not know is sent as text.

    The environment is read at each call. Threads may share an instance: it has no state.
    """

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment

    # Messages are positional, so that `message`, `level` and `self` are free for metadata. `extra` catches the
    # arguments of a call in the manner of logging ("%d rows", n): a wrong call of telemetry must not end the worker.

    def debug(self, message: str | None = None, /, *extra: NoReturn, **meta: object) -> bool:
        """Sends a message of level DEBUG."""
        return self._send("DEBUG", message, extra, meta)

    def info(self, message: str | None = None, /, *extra: NoReturn, **meta: object) -> bool:
        """Sends a message of level INFO."""
        return self._send("INFO", message, extra, meta)

    def warn(self, message: str | None = None, /, *extra: NoReturn, **meta: object) -> bool:
        """Sends a message of level WARN."""
        return self._send("WARN", message, extra, meta)

    def error(self, message: str | None = None, /, *extra: NoReturn, **meta: object) -> bool:
        """Sends a message of level ERROR."""
        return self._send("ERROR", message, extra, meta)

    def critical(self, message: str | None = None, /, *extra: NoReturn, **meta: object) -> bool:
        """Sends a message of level CRITICAL."""
        return self._send("CRITICAL", message, extra, meta)

    def _send(self, level: str, message: object, extra: tuple[object, ...], meta: dict[str, object]) -> bool:
        try:
            deadline = time.monotonic() + _SECONDS_PER_CALL
            endpoint = self._environment.get("CHIEF_MONITOR_ENDPOINT", "").strip()
            if not endpoint:
                return False
            if message is None and "message" in meta:  # info(message="..."): the message itself, by name
                message = meta.pop("message")
            if not isinstance(message, str) or not message.strip():
                return False
            if extra:
                meta.setdefault("args", list(extra))
            context = {field: self._environment.get(variable, "") for field, variable in _CONTEXT}
            event = _event.worker_message(level, message, meta, context, time.time_ns())
            body = json.dumps(event, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
            api_key = self._environment.get("CHIEF_MONITOR_API_KEY", "").strip()
            return _http.post(endpoint.rstrip("/") + "/v1/events", body, api_key, deadline)
        except Exception:
            return False


monitor = Monitor()
