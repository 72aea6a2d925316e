"""Report: reads the database and writes the sales of each day and product as an HTML page."""

import argparse
import os
import sqlite3
import sys
from contextlib import closing
from datetime import date
from html import escape
from pathlib import Path

from gulag_chief.monitor_client import monitor

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 44rem; }}
table {{ border-collapse: collapse; width: 100%; margin-bottom: 2rem; }}
th, td {{ padding: .2rem .6rem; border-bottom: 1px solid #ccc; text-align: right; }}
th:first-child, td:first-child {{ text-align: left; }}
meter {{ width: 12rem; }}
</style>
<h1>{title}</h1>
<p>{orders} orders, {total} in all, {first} to {last}.</p>
<h2>By product</h2>
<table><tr><th>Product<th>Orders<th>Total</tr>
{products}
</table>
<h2>By day</h2>
<table><tr><th>Day<th>Orders<th>Total<th></tr>
{days}
</table>
</html>
"""


def main():
    arguments = parse_arguments()
    if not arguments.database.exists():
        sys.exit(f"report: {arguments.database} is not there yet; run the job sample-etl-pipeline first")
    with closing(sqlite3.connect(f"file:{arguments.database}?mode=ro", uri=True)) as database:
        days = sums(database, "ordered_on", "ordered_on")
        products = sums(database, "product", "sum(total_cents) desc")
    if not days:
        sys.exit(f"report: {arguments.database} holds no orders")

    # The day that the run is for: its slot when Chief runs it by its schedule, else today.
    day = os.environ.get("CHIEF_SCHEDULED_FOR", "")[:10] or date.today().isoformat()
    path = arguments.output_dir / f"sales-{day}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_text(page(arguments.title, days, products), encoding="utf-8")
    draft.replace(path)

    monitor.info("report written", path=path, days=len(days))
    best, _, cents = max(days, key=lambda row: row[2])
    print(f"report: {len(days)} days -> {path}")
    print(f"report: best day {best} with {money(cents)}, best product {products[0][0]} with {money(products[0][2])}")


def sums(database, column, order):
    return database.execute(
        f"select {column}, count(*), sum(total_cents) from fact_orders group by {column} order by {order}"
    ).fetchall()


def page(title, days, products):
    most = max(cents for _, _, cents in days)
    return PAGE.format(
        title=escape(title),
        orders=sum(count for _, count, _ in days),
        total=money(sum(cents for _, _, cents in days)),
        first=days[0][0],
        last=days[-1][0],
        products="\n".join(f"<tr><td>{escape(name)}<td>{n}<td>{money(cents)}</tr>" for name, n, cents in products),
        days="\n".join(
            f'<tr><td>{day}<td>{n}<td>{money(cents)}<td><meter max="{most}" value="{cents}"></meter></tr>'
            for day, n, cents in days
        ),
    )


def money(cents):
    return f"{cents / 100:,.2f}"


def parse_arguments():
    parser = argparse.ArgumentParser(description="Writes the sales report.")
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--output-dir", type=Path, required=True)
    parser.add_argument("--title", default="Sales")
    return parser.parse_args()


if __name__ == "__main__":
    main()
