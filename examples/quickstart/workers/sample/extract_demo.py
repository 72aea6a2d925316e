"""Extract: takes a month of orders from the shop and writes them down as they come, in out/raw_orders.csv.

The shop is made up here, from a fixed seed, so that every run of the sample yields the same orders. Like real
sources it has flaws: some orders come twice, some without a customer, some with a total that is no number.
"""

import argparse
import csv
import os
import random
from datetime import date, timedelta
from pathlib import Path

from gulag_chief.monitor_client import monitor

PRODUCTS = (("tea", 450), ("coffee", 890), ("mug", 1250), ("kettle", 3995), ("gift card", 2500))
COUNTRIES = ("US", "ca", "GB", " de", "FR")
FIELDS = ("order_id", "ordered_on", "customer", "country", "product", "quantity", "total")


def main():
    arguments = parse_arguments()
    print(f"extract: run {os.environ.get('CHIEF_RUN_ID', '(by hand)')}", flush=True)
    days = [arguments.start_date + timedelta(days=n) for n in range(arguments.days)]
    orders = take_orders(days)
    write_csv(arguments.output, orders)
    monitor.info("extract finished", source=arguments.source, rows=len(orders))
    print(f"extract: {len(orders)} rows of {arguments.source}, {days[0]} to {days[-1]} -> {arguments.output}")


def take_orders(days):
    shop = random.Random(2026)
    orders = []
    for day in days:
        for _ in range(shop.randrange(20, 40)):
            product, cents = shop.choice(PRODUCTS)
            quantity = shop.randrange(1, 5)
            orders.append(
                {
                    "order_id": f"A{len(orders) + 1:05}",
                    "ordered_on": day.isoformat(),
                    "customer": "" if shop.random() < 0.01 else f"customer-{shop.randrange(1, 200):03}",
                    "country": shop.choice(COUNTRIES),
                    "product": product,
                    "quantity": quantity,
                    "total": "n/a" if shop.random() < 0.01 else f"{cents * quantity / 100:.2f}",
                }
            )
    return orders + shop.sample(orders, len(orders) // 50)


def write_csv(path, orders):
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")  # so that nobody reads half a file, even if this script is stopped
    with draft.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, FIELDS)
        writer.writeheader()
        writer.writerows(orders)
    draft.replace(path)


def parse_arguments():
    parser = argparse.ArgumentParser(description="Takes orders from the shop.")
    parser.add_argument("--source", default="orders")
    parser.add_argument("--start-date", type=date.fromisoformat, required=True)
    parser.add_argument("--days", type=int, default=31)
    parser.add_argument("--output", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
