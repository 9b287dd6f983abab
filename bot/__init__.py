"""What the customer experiences: the conversation, pure of platforms, databases and every other I/O."""
