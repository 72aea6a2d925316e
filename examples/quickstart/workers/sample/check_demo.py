"""Check: compares what the shop sent with what the database holds, and fails if it does not match or is too little."""

import argparse
import csv
import sqlite3
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from gulag_chief.monitor_client import monitor


def main():
    arguments = parse_arguments()
    with arguments.raw.open(newline="", encoding="utf-8") as file:
        raw = list(csv.DictReader(file))
    with closing(sqlite3.connect(f"file:{arguments.database}?mode=ro", uri=True)) as database:
        loaded = dict(database.execute(f"select order_id, total_cents from {arguments.table}"))
        set_aside = [order_id for (order_id,) in database.execute("select order_id from rejected_orders")]

    # Worked out from the raw orders alone, and not the way that the transform step does it.
    totals = {row["order_id"]: row["total"] for row in raw if row["customer"] and row["total"] != "n/a"}
    expected = {"rows": len(raw), "orders": len(totals), "cents": int(sum(map(Decimal, totals.values())) * 100)}
    found = {"rows": len(loaded) + len(set_aside), "orders": len(loaded), "cents": sum(loaded.values())}

    if len(loaded) < arguments.at_least:
        monitor.error("too few orders", found=len(loaded), at_least=arguments.at_least)
        sys.exit(f"check: {len(loaded)} orders, but at least {arguments.at_least} are normal: is the source complete?")
    if found != expected:
        problems = [f"{name}: expected {expected[name]}, found {found[name]}" for name in expected]
        monitor.error("check failed", expected=expected, found=found)
        sys.exit(f"check: {arguments.database} does not match {arguments.raw}:\n  " + "\n  ".join(problems))
    monitor.info("check passed", **found)
    total = f"{found['cents'] / 100:,.2f}"
    print(f"check: {found['orders']} orders, {total} in all, match the {len(raw)} rows of the source")


def table_name(text):
    if not text.isidentifier():
        raise argparse.ArgumentTypeError(f"{text!r} is not a table name")
    return text


def parse_arguments():
    parser = argparse.ArgumentParser(description="Checks the database against the raw orders.")
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--table", type=table_name, default="fact_orders")
    parser.add_argument("--at-least", type=int, default=1, help="fewer orders than this are an error")
    return parser.parse_args()


if __name__ == "__main__":
    main()
