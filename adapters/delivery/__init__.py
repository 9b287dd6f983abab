"""The outbox loop: claim, pace, send, settle, read back; it knows platforms by a port."""
