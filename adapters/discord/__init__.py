"""Discord as a platform: the gateway in, sending out, commands, set-up and the doctor."""
