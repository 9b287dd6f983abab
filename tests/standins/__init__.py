"""Servers that behave like the chat platforms, for tests without accounts."""
