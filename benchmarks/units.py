"""The unit everybody writes: one turn of one conversation, the same rows for all."""

from dataclasses import replace

from bot.writes import ConversationRow, InboxRow, MessageRow, OutboxRow, Writes, new_key

TEAM = "main"
PLACE = '{"platform":"discord","space":"81384788765712384","channel":"290926798999357250","thread":"","public":false}'
STATE = '{"errand":{"flow":"refund","said":{"order":"1042","reason":"arrived broken"}},"heard":["refund"],"asked":"to"}'
TEXT = "Hi, my order 1042 arrived yesterday and the mug is broken. Can I get my money back please? Thank you, Ann"
POST = '{"content":{"kind":"reply","text":"%s","choices":[["Original method","original"],["Credit","credit"]]}}'


def arrivals(count: int) -> list[InboxRow]:
    """Events that wait, one for each unit; conversations have four turns each."""
    payload = f'{{"key":"{new_key()}","text":"{TEXT}","place":{PLACE}}}'
    return [InboxRow(f"in-{n}", TEAM, "customer", _who(n), payload, n) for n in range(count)]


def turns(count: int) -> list[Writes]:
    """One unit for each event: it is done, its conversation moves on, two lines, one post."""
    return [Writes(_rows(n), done=f"in-{n}") for n in range(count)]


def _who(n: int) -> str:
    """Four turns of a conversation never are in flight together: they lie 1,024 units apart."""
    return f"discord:{10**17 + n % 1024 + n // 4096 * 1024}"


def _rows(n: int) -> tuple[ConversationRow, MessageRow, MessageRow, OutboxRow]:
    who, version = _who(n), n % 4096 // 1024 + 1
    asked = MessageRow(TEAM, new_key(), who, n, "customer", "Ann", TEXT, source=str(n))
    told = replace(asked, id=new_key(), speaker="bot", name="Baton", source="")
    post = OutboxRow(new_key(), TEAM, f"discord:81384788765712384:{who}", PLACE, who, "post", "bot", POST % TEXT, n, n)
    return ConversationRow(TEAM, who, version, "Ann", PLACE, STATE, False, n), asked, told, post
