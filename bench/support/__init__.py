"""What the measurements in bench/ share. Standard library only."""
