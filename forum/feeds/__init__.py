"""What is written in a place, as an Atom feed (RFC 4287): by its own address, where it is closed by a secret one."""
