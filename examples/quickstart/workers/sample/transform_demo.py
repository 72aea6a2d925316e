"""Transform: turns raw orders into clean ones. What cannot be used is set aside with the reason, not dropped."""

import argparse
import csv
import json
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path

from gulag_chief.monitor_client import monitor


def main():
    arguments = parse_arguments()
    with arguments.input.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    clean, rejected = clean_orders(rows)
    write_json(arguments.output, {"label": arguments.label, "orders": clean, "rejected": rejected})
    reasons = Counter(row["reason"] for row in rejected)
    monitor.info("transform finished", clean=len(clean), rejected=dict(reasons))
    print(f"transform ({arguments.label}): {len(rows)} rows, {len(clean)} clean -> {arguments.output}")
    for reason, count in sorted(reasons.items()):
        print(f"transform: set aside {count:3} with {reason}")


def clean_orders(rows):
    clean, rejected, seen = [], [], set()
    for row in rows:
        try:
            clean.append(clean_order(row, seen))
        except ValueError as error:
            rejected.append({"order_id": row["order_id"], "reason": str(error)})
    return clean, rejected


def clean_order(row, seen):
    if row["order_id"] in seen:
        raise ValueError("an order id that was there before")
    seen.add(row["order_id"])
    if not row["customer"]:
        raise ValueError("no customer")
    try:
        cents = int(Decimal(row["total"]) * 100)
    except InvalidOperation:
        raise ValueError("a total that is no number") from None
    return {
        "order_id": row["order_id"],
        "ordered_on": row["ordered_on"],
        "customer": row["customer"],
        "country": row["country"].strip().upper(),
        "product": row["product"],
        "quantity": int(row["quantity"]),
        "total_cents": cents,
    }


def write_json(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(content, indent=1), encoding="utf-8")
    draft.replace(path)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Cleans raw orders.")
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--label", default="by hand")
    return parser.parse_args()


if __name__ == "__main__":
    main()
