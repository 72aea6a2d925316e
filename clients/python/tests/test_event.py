"""What a call sends."""

from __future__ import annotations

import enum
import json
import sys
import threading
import unittest
import uuid
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from gulag_chief import _event
from gulag_chief.monitor_client import Monitor, monitor
from local_server import LocalServer, status

ENDPOINT = "CHIEF_MONITOR_ENDPOINT"


class Colour(enum.IntEnum):
    RED = 3


class Unspeakable:
    def __str__(self) -> str:
        raise RuntimeError("no")


class Deceptive(dict):  # type: ignore[type-arg]
    def items(self) -> Any:
        raise RuntimeError("no")


class _Sending(unittest.TestCase):
    def setUp(self) -> None:
        self.server = LocalServer(status("202 Accepted"))
        self.addCleanup(self.server.close)
        self.monitor = Monitor({ENDPOINT: self.server.endpoint})

    def sent(self, /, **meta: object) -> dict[str, Any]:
        """The metadata that arrives."""
        self.assertIs(self.monitor.info("hello", **meta), True)
        metadata = self.server.event()["metadata"]
        self.assertIsInstance(metadata, dict)
        return metadata  # type: ignore[no-any-return]


class EventTest(_Sending):
    def test_an_event_has_the_fields_of_a_worker_message(self) -> None:
        self.assertIs(self.monitor.warn("  slow upstream \n", latency_ms=1450), True)
        event = self.server.event()
        instant, identity = event.pop("eventAt"), event.pop("eventId")
        expected = {
            "sourceType": "worker",
            "eventType": "worker.message",
            "level": "WARN",
            "message": "slow upstream",
            "metadata": {"latency_ms": 1450},
        }
        self.assertEqual(event, expected)
        self.assertRegex(instant, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
        self.assertEqual(uuid.UUID(identity).version, 7)

    def test_an_event_carries_the_context_that_is_known(self) -> None:
        context = {"CHIEF_JOB_NAME": "etl", "CHIEF_RUN_ID": "etl:1", "CHIEF_SCRIPT_PATH": "/w/a.py", "CHIEF_SCHEDULED_FOR": ""}
        Monitor({ENDPOINT: self.server.endpoint, **context}).info("hello")
        event = self.server.event()
        self.assertEqual((event["jobName"], event["runId"], event["scriptPath"]), ("etl", "etl:1", "/w/a.py"))
        self.assertNotIn("scheduledFor", event)

    def test_each_method_has_its_level(self) -> None:
        for level in ("debug", "info", "warn", "error", "critical"):
            with self.subTest(level):
                self.server.requests.clear()
                self.assertIs(getattr(self.monitor, level)("hello"), True)
                self.assertEqual(self.server.event()["level"], level.upper())

    def test_a_message_that_is_blank_or_no_text_is_not_sent(self) -> None:
        for message in ("", " \n\t", None, 5, b"bytes", ["hello"], Unspeakable()):
            with self.subTest(type(message)):
                self.assertIs(self.monitor.info(message), False)  # type: ignore[arg-type]
        self.assertIs(self.monitor.info(), False)
        self.assertEqual(self.server.connections, 0)

    def test_without_an_endpoint_no_connection_is_made(self) -> None:
        for environment in ({}, {ENDPOINT: ""}, {ENDPOINT: "  "}):
            self.assertIs(Monitor(environment).info("hello"), False)
        self.assertEqual(self.server.connections, 0)

    def test_json_values_stay_what_they_are(self) -> None:
        meta: dict[str, object] = {"a": None, "b": True, "c": -7, "d": 1.5, "e": "ü€😀", "f": [1, [2]], "g": {"h": {"i": []}}}
        self.assertEqual(self.sent(**meta), meta)

    def test_subclasses_of_numbers_are_numbers(self) -> None:
        self.assertEqual(self.sent(colour=Colour.RED), {"colour": 3})

    def test_keys_become_text(self) -> None:
        self.assertEqual(self.sent(counts={1: "a", None: "b", (2, 3): "c"}), {"counts": {"1": "a", "None": "b", "(2, 3)": "c"}})

    def test_numbers_that_json_does_not_know_become_text(self) -> None:
        metadata = self.sent(nan=float("nan"), inf=float("-inf"), big=1 << 70, huge=10**5000)
        self.assertEqual((metadata["nan"], metadata["inf"], metadata["big"]), ("nan", "-inf", str(1 << 70)))
        self.assertIsInstance(metadata["huge"], str)

    def test_an_exception_says_its_type(self) -> None:
        self.assertEqual(self.sent(reason=KeyError("total")), {"reason": "KeyError: 'total'"})

    def test_recursive_values_end(self) -> None:
        loop: list[object] = [1]
        loop.append(loop)
        circle: dict[str, object] = {}
        circle["self"] = circle
        self.assertEqual(self.sent(a=loop, b=circle), {"a": [1, "(recursive)"], "b": {"self": "(recursive)"}})

    def test_a_value_that_occurs_twice_is_not_recursive(self) -> None:
        twice = ["x"]
        self.assertEqual(self.sent(a=[twice, twice]), {"a": [["x"], ["x"]]})

    def test_deep_values_end(self) -> None:
        deep: object = "bottom"
        for _ in range(100_000):
            deep = [deep]
        self.assertIn("(too deep)", json.dumps(self.sent(deep=deep)))

    def test_halves_of_surrogate_pairs_are_replaced(self) -> None:
        self.assertEqual(self.sent(a="x\ud800y", b={"\udfff": "\ud83d\ude00"}), {"a": "x\ufffdy", "b": {"\ufffd": "😀"}})

    def test_a_name_from_an_undecodable_environment_is_sent(self) -> None:
        Monitor({ENDPOINT: self.server.endpoint, "CHIEF_JOB_NAME": "caf\udce9"}).info("\ud800")
        self.assertEqual((self.server.event()["jobName"], self.server.event()["message"]), ("caf\ufffd", "\ufffd"))

    def test_values_that_raise_do_not_stop_the_message(self) -> None:
        metadata = self.sent(a=Unspeakable(), b=[Unspeakable()], c=Deceptive(x=1), d="kept")
        self.assertEqual(metadata["a"], "(Unspeakable that has no text)")
        self.assertEqual(metadata["b"], ["(Unspeakable that has no text)"])
        self.assertEqual((metadata["c"], metadata["d"]), ("{'x': 1}", "kept"))

    def test_huge_metadata_is_cut_and_still_arrives(self) -> None:
        numbers = list(range(1_000_000))
        metadata = self.sent(first=1, text="\x00" * 10_000_000, numbers=numbers, many=set(numbers), last=2)
        self.assertEqual(metadata["first"], 1)
        self.assertTrue(metadata["text"].endswith("(cut)"))
        self.assertLess(len(self.server.requests[0]), 2_000_000)

    def test_a_long_list_is_cut_at_its_end(self) -> None:
        numbers = self.sent(numbers=list(range(1_000_000)))["numbers"]
        self.assertEqual((numbers[0], numbers[-1]), (0, "... (cut)"))

    def test_a_huge_message_is_cut(self) -> None:
        self.assertIs(self.monitor.info("x" * 10_000_000), True)
        self.assertTrue(self.server.event()["message"].endswith("x... (cut)"))

    def test_a_call_near_the_recursion_limit_raises_nothing(self) -> None:
        def descend() -> bool:
            try:
                return descend()
            except RecursionError:
                return self.monitor.info("hello", value={"a": [1]})

        self.assertIn(descend(), (True, False))

    def test_arguments_in_the_manner_of_logging_are_kept(self) -> None:
        self.assertIs(self.monitor.info("%d rows", 5), True)  # type: ignore[arg-type]
        self.assertEqual(self.server.event()["metadata"], {"args": [5]})

    def test_the_message_may_be_named(self) -> None:
        self.assertIs(self.monitor.info(message="hello", rows=1), True)
        self.assertEqual((self.server.event()["message"], self.server.event()["metadata"]), ("hello", {"rows": 1}))

    def test_both_module_names_give_the_same_helper(self) -> None:
        import monitor_client

        self.assertIs(monitor_client.monitor, monitor)

    def test_identities_are_ordered_by_time_and_unique(self) -> None:
        nanos = 1_795_377_600_123_456_789
        identities = [_event.uuid7(nanos + step) for step in range(0, 5_000_000, 1_000)]
        self.assertEqual(identities, sorted(identities))
        self.assertEqual(len({_event.uuid7(nanos) for _ in range(1_000)}), 1_000)
        self.assertEqual(int(identities[0].replace("-", "")[:12], 16), nanos // 1_000_000)
        self.assertEqual({(uuid.UUID(one).version, uuid.UUID(one).variant) for one in identities}, {(7, uuid.RFC_4122)})


class Defect24Test(_Sending):
    """The worker helper does raise."""

    def test_defect_24_values_that_json_does_not_know_become_text(self) -> None:
        moment = datetime(2026, 11, 22, 17, 30, tzinfo=timezone.utc)
        metadata = self.sent(
            when=moment,
            day=date(2026, 11, 22),
            path=Path("out/orders.csv"),
            raw=b"caf\xe9",
            total=Decimal("1.50"),
            took=timedelta(seconds=90),
            names={"only"},
            what=threading.Lock,
        )
        self.assertEqual(metadata["when"], "2026-11-22T17:30:00+00:00")
        self.assertEqual(metadata["day"], "2026-11-22")
        self.assertEqual(metadata["path"], str(Path("out/orders.csv")))
        self.assertEqual(metadata["raw"], "caf\\xe9")
        self.assertEqual((metadata["total"], metadata["took"], metadata["names"]), ("1.50", "0:01:30", "{'only'}"))
        self.assertIsInstance(metadata["what"], str)

    def test_defect_24_any_keyword_is_metadata(self) -> None:
        meta = {"message": "m", "level": "l", "self": "s", "extra": "e", "meta": "t", "context": "c"}
        self.assertEqual(self.sent(**meta), meta)

    def test_defect_24_a_call_without_an_endpoint_raises_nothing(self) -> None:
        self.assertIs(Monitor({}).info("x", when=datetime(2026, 11, 22), p=Path("."), message="m"), False)


if __name__ == "__main__":
    unittest.main()
