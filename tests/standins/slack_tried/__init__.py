"""The Slack stand-in, tried by the real slack_bolt and slack_sdk."""
