"""Shops that Baton can speak to; the sample shop comes with it."""
