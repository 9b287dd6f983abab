"""What staff experience: cases, the desk, its commands and its timers."""
