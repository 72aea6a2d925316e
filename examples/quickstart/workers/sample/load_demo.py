"""Load: puts the clean orders into SQLite, all or none. Loading the same orders again changes nothing."""

import argparse
import json
import sqlite3
from contextlib import closing
from pathlib import Path

from gulag_chief.monitor_client import monitor


def main():
    arguments = parse_arguments()
    batch = json.loads(arguments.input.read_text(encoding="utf-8"))
    table = arguments.table
    with closing(sqlite3.connect(str(arguments.database), timeout=10)) as database, database:
        database.execute(
            f"""create table if not exists {table} (
                order_id text primary key, ordered_on text not null, customer text not null, country text not null,
                product text not null, quantity integer not null, total_cents integer not null)"""
        )
        database.execute("create table if not exists rejected_orders (order_id text not null, reason text not null)")
        database.execute(f"delete from {table}")
        database.execute("delete from rejected_orders")
        database.executemany(
            f"""insert into {table} values
                (:order_id, :ordered_on, :customer, :country, :product, :quantity, :total_cents)""",
            batch["orders"],
        )
        database.executemany("insert into rejected_orders values (:order_id, :reason)", batch["rejected"])
    monitor.info("load finished", table=table, rows=len(batch["orders"]))
    print(f"load: {len(batch['orders'])} orders -> table {table} of {arguments.database}")


def table_name(text):
    if not text.isidentifier():
        raise argparse.ArgumentTypeError(f"{text!r} is not a table name")
    return text


def parse_arguments():
    parser = argparse.ArgumentParser(description="Loads clean orders.")
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--table", type=table_name, default="fact_orders")
    return parser.parse_args()


if __name__ == "__main__":
    main()
