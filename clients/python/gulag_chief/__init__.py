"""What worker scripts import to talk to Chief. See gulag_chief.monitor_client."""
