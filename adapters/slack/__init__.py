"""Slack: Bolt's events in, the Web API out."""
