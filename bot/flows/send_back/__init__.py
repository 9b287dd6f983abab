"""Goods back to the shop: which, why, for money or for something else, under one label."""

from bot.flows.send_back.form import SendBack

__all__ = ["SendBack"]
