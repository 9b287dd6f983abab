"""What the bot does with one event, by what the event is about; `bot.conversation` chooses."""
