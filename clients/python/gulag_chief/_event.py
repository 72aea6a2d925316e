"""Makes an event of a message: a plain value that JSON can hold, of bounded size."""

from __future__ import annotations

import math
import os
import uuid
from datetime import date, datetime, time, timezone
from typing import Mapping

# The monitor refuses bodies over 2 MB. A character takes at most six bytes in a body (a control character).
_MESSAGE_CHARACTERS = 20_000
_METADATA_CHARACTERS = 200_000
_VALUE_CHARACTERS = 24  # what a value counts at least: a long number with its comma
_DEPTH = 32
_CUT = "... (cut)"


def worker_message(
    level: str, message: str, meta: Mapping[str, object], context: Mapping[str, str], now_nanos: int
) -> dict[str, object]:
    """An event of type worker.message; `context` are further fields, of which the empty ones are left out."""
    text = message.strip()
    event: dict[str, object] = {
        "eventId": uuid7(now_nanos),
        "sourceType": "worker",
        "eventType": "worker.message",
        "level": level,
        "message": _clean(text if len(text) <= _MESSAGE_CHARACTERS else text[:_MESSAGE_CHARACTERS] + _CUT),
        "eventAt": _instant(now_nanos),
        "metadata": _Plain(_METADATA_CHARACTERS).mapping(meta),
    }
    event.update((field, _clean(value)) for field, value in context.items() if value)
    return event


def uuid7(now_nanos: int) -> str:
    """A UUID of version 7 (RFC 9562): milliseconds, their fraction in 12 bits, and 62 random bits."""
    millis, rest = divmod(now_nanos, 1_000_000)
    fraction = (rest << 12) // 1_000_000
    random = int.from_bytes(os.urandom(8), "big") >> 2
    number = (millis & (1 << 48) - 1) << 80 | 7 << 76 | fraction << 64 | 2 << 62 | random
    return str(uuid.UUID(int=number))


def _instant(now_nanos: int) -> str:
    seconds, nanos = divmod(now_nanos, 1_000_000_000)
    moment = datetime.fromtimestamp(seconds, timezone.utc).replace(microsecond=nanos // 1000)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _clean(text: str) -> str:
    """The text with halves of surrogate pairs replaced, for they have no form in UTF-8."""
    try:
        text.encode("utf-8")
        return text
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class _Plain:
    """Turns values into those of JSON, as long as there is room for them."""

    def __init__(self, characters: int) -> None:
        self._room = characters
        self._open: set[int] = set()  # the containers that enclose the value at hand

    def mapping(self, value: Mapping[object, object] | Mapping[str, object]) -> dict[str, object]:
        result: dict[str, object] = {}
        for key, item in value.items():
            if self._room <= 0:
                result[_CUT] = True
                break
            name = self._text(key)
            result[name] = self.value(item)
        return result

    def value(self, value: object) -> object:
        self._room -= _VALUE_CHARACTERS
        try:
            if value is None or isinstance(value, bool):
                return value
            if isinstance(value, int):
                number = int(value)
                return number if -(1 << 63) <= number < 1 << 63 else self._text(number)
            if isinstance(value, float):
                return float(value) if math.isfinite(value) else self._text(value)
            if isinstance(value, (dict, list, tuple)):
                return self._container(value)
        except Exception:  # a subclass with methods of its own, or a container that another thread changes
            pass
        return self._text(value)

    def _container(self, value: dict[object, object] | list[object] | tuple[object, ...]) -> object:
        if id(value) in self._open:
            return self._text("(recursive)")
        if len(self._open) >= _DEPTH:
            return self._text("(too deep)")
        self._open.add(id(value))
        try:
            if isinstance(value, dict):
                return self.mapping(value)
            result: list[object] = []
            for item in value:
                if self._room <= 0:
                    result.append(_CUT)
                    break
                result.append(self.value(item))
            return result
        finally:
            self._open.discard(id(value))

    def _text(self, value: object) -> str:
        room = max(self._room, 0)
        try:
            text = _as_text(value, room)
            text = _clean(text[:room] + _CUT if len(text) > room else text)
        except Exception:
            text = f"({type(value).__name__} that has no text)"
        self._room -= len(text)
        return text


def _as_text(value: object, room: int) -> str:
    if isinstance(value, str):
        return str(value[: room + 1])
    if isinstance(value, (bytes, bytearray)):
        return value[: room + 1].decode("utf-8", "backslashreplace")
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, BaseException):
        return f"{type(value).__name__}: {value}"
    if isinstance(value, (dict, list, tuple, set, frozenset)) and len(value) > room:
        return f"({type(value).__name__} of {len(value)})"  # its text could take seconds to make
    return str(value)
