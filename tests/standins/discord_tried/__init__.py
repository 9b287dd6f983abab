"""The stand-in for Discord, tried by the real client and by plain HTTP."""
