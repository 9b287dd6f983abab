"""The playground: a customer's chat and the staff channel on one page."""
