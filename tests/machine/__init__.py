"""What a machine may do to a command: full disks, closed streams, kills, strangers' files."""
