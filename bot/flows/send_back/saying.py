"""How a return is read back before it is asked for, line by line, and what may be answered."""

from bot import slots
from bot.content import Choice
from bot.flow import View
from bot.flows.send_back.lines import Wish, going, last_day, part_of, parts, to_pay
from bot.shop import Going, Item, Money
from bot.slots import way_back
from bot.wording import Markup


def label_of(view: View, pick: slots.Pick, answer: str) -> str:
    """What an answer is called on its button, with the difference in price."""
    if answer in (slots.SAME, slots.MONEY):
        return view.words.say(f"send_back.just_{answer}")
    other, part = slots.variant_of(pick.item, answer), part_of(pick, view)
    more = slots.dearer(part, answer)
    title = other.title if other else answer
    if not more:
        return title
    return f"{title} ({'+' if more > 0 else '−'}{view.words.money(Money(abs(more), part.paid.currency))})"


def _line(part: Item, line: Going, view: View) -> Markup:
    """One line of what is confirmed: the thing, why, and what comes for it."""
    say, item = view.words.say, slots.names((part,), view)
    why = say(f"send_back.because_{line.reason}")
    if not line.instead:
        return say("send_back.line_money", item=item, why=why, back=line.back)
    if line.instead == line.item:
        return say("send_back.line_same", item=item, why=why)
    other = slots.variant_of(part, line.instead)
    less = say("send_back.less", back=line.back) if line.back.amount else Markup()
    count = f"{part.quantity} × " if part.quantity > 1 else ""
    return say("send_back.line_other", item=item, why=why, other=f"{count}{other.title if other else ''}", less=less)


def ask_confirm(view: View) -> str:
    """Everything that will happen, line by line, and when."""
    say, order, lines = view.words.say, view.known["order"], going(view)
    told = Markup("\n".join(_line(part, line, view) for part, line in zip(parts(view), lines, strict=True)))
    if (more := to_pay(view)).amount > 0:
        return say("send_back.confirm_dearer", order=order.number, lines=told, more=more)
    amount = sum((line.back for line in lines[1:]), lines[0].back)
    money = say("send_back.money", amount=amount, to=slots.target(view.known["to"], order, view))
    kept = slots.staying(order, parts(view), arrived=True)
    how = "send_back.at_the_door" if view.known["way"] == "pick_up" else "send_back.hand_in"
    asked = say(
        "send_back.confirm",
        first=say("send_back.first") if _goods_first(amount, view) else Markup(),
        order=order.number,
        lines=told,
        money=money if amount.amount else Markup(),
        swap=_swap(lines, amount, view),
        how=say(how, last_day=last_day(view)),
        keep=say("send_back.keep", items=slots.names(kept, view)) if kept else Markup(),
        coming=slots.still_coming("send_back.coming", view),
    )
    return way_back.led_by_card(asked, view) if amount.amount else asked


def _swap(lines: tuple[Going, ...], amount: Money, view: View) -> Markup:
    """When what is sent instead leaves, if anything is."""
    if not any(line.instead for line in lines):
        return Markup()
    return view.words.say("send_back.swap" if amount.amount else "send_back.swap_only")


def _goods_first(amount: Money, view: View) -> bool:
    """Whether money was asked for, and hears now that the goods come first."""
    asked = view.extras.get("intent") in ("refund_request", "item_problem") and view.known["wish"] is Wish.REFUND
    return asked and view.policy.must_come_back(amount)


def options(view: View) -> tuple[Choice, ...]:
    say, change = view.words.say, Choice(view.words.say("confirm.change"), "change")
    stop = Choice(say("confirm.stop"), "stop")
    if to_pay(view).amount > 0:
        return (Choice(say("send_back.ask_colleague"), "yes", "primary"), change, stop)
    money = any(line.back.amount for line in going(view))
    credit = money and view.known["to"] != "store credit"
    other = (Choice(say("refund.as_credit"), "credit"),) if credit else ()
    swap = (Choice(say("send_back.exchange"), "exchange"),) if view.known["wish"] is Wish.REFUND else ()
    first = way_back.colleague_first(view) if money else ()
    return (Choice(say("send_back.yes"), "yes", "primary"), *other, *swap, *first, change, stop)
