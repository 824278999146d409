"""Deciding together by consent: proposals, where people stand, what follows from that, and carrying it out."""
