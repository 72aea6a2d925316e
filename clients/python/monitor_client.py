"""The same as gulag_chief.monitor_client, under the name that older scripts import."""

from gulag_chief.monitor_client import Monitor, monitor

__all__ = ["Monitor", "monitor"]
