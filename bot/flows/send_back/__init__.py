"""Goods back to the shop: which, why, for money or for something else, under one label."""

from bot.flows.send_back.form import SendBack
from bot.flows.send_back.limits import of_one_open

__all__ = ["SendBack", "of_one_open"]
