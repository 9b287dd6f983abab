"""Goods back to the shop: which, why, for money or for something else, under one label."""

from bot.flows.send_back.form import SendBack
from bot.flows.send_back.limits import may_go_back, of_one_open

__all__ = ["SendBack", "may_go_back", "of_one_open"]
