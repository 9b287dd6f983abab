"""Threads: started, changed, archived and locked, and what each of that forbids."""

from typing import Any

from .api import Rooms
from .errors import JSON, refuse
from .limits import bad, check_name
from .permissions import Permission, in_channel, require
from .records import REQUIRE_TAG, Attachment, Channel, Kind, Message, Thread, User

ARCHIVE_AFTER = (60, 1440, 4320, 10080)
HAS_THREAD = 1 << 5
THREAD_CREATED, THREAD_STARTER = 18, 21
APPLIED_TAGS = 5


def check_cap(rooms: Rooms, guild_id: int) -> None:
    if len(rooms.world.threads_of(rooms.world.guilds[guild_id])) >= rooms.world.active_threads:
        raise refuse(160006)


def make_thread(rooms: Rooms, parent: Channel, kind: Kind, owner: User, body: JSON, id_: int = 0) -> Channel:
    """A thread that nobody was told about yet."""
    check_name("name", (body.get("name") or "").strip())
    after = body.get("auto_archive_duration") or 1440
    if after not in ARCHIVE_AFTER:
        raise bad("auto_archive_duration", "BASE_TYPE_CHOICES", f"Value must be one of {set(ARCHIVE_AFTER)}.")
    assert parent.guild_id is not None
    check_cap(rooms, parent.guild_id)
    world = rooms.world
    now = world.clock.now()
    state = Thread(owner.id, {owner.id: now}, now, archive_after=after, invitable=body.get("invitable", True))
    thread = Channel(id_ or world.clock.snowflake(), kind, body["name"].strip(), parent.guild_id, parent.id)
    thread.state = state
    if body.get("applied_tags"):
        state.tags = _tags(parent, body["applied_tags"])
    world.channels[thread.id] = thread
    return thread


def _tags(parent: Channel, given: list[object]) -> list[int]:
    known, tags = {int(one["id"]) for one in parent.tags}, [int(str(one)) for one in given]
    if len(tags) > APPLIED_TAGS:
        raise bad("applied_tags", "BASE_TYPE_MAX_LENGTH", f"Must be {APPLIED_TAGS} or fewer in length.")
    if not set(tags) <= known:
        raise refuse(10087)
    return tags


async def start_from_message(rooms: Rooms, message: Message, owner: User, body: JSON) -> Channel:
    """The thread has the message's id, so there is at most one."""
    world, parent = rooms.world, rooms.world.channels[message.channel_id]
    if parent.kind not in (Kind.TEXT, Kind.ANNOUNCEMENT):
        raise refuse(50024)
    require(world, parent, owner, Permission.CREATE_PUBLIC_THREADS)
    if message.id in world.channels or message.thread_id:
        raise refuse(160004)
    thread = make_thread(rooms, parent, Kind.PUBLIC_THREAD, owner, body, message.id)
    message.thread_id, message.flags = thread.id, message.flags | HAS_THREAD
    await rooms.events.thread("THREAD_CREATE", thread, newly_created=True)
    await rooms.events.message("MESSAGE_UPDATE", message)
    starter = Message(world.clock.snowflake(), thread.id, owner, at=world.clock.now(), kind=THREAD_STARTER)
    where = {"channel_id": str(parent.id), "guild_id": str(parent.guild_id), "message_id": str(message.id)}
    starter.extra = {"message_reference": where | {"type": 0}, "referenced_message": rooms.wire.message(message)}
    await rooms.posting.add(thread, starter)
    return thread


async def start_without_message(rooms: Rooms, parent: Channel, owner: User, body: JSON) -> Channel:
    """Private unless the body says otherwise, as Discord has it."""
    kind = Kind(int(body.get("type") or Kind.PRIVATE_THREAD))
    if parent.kind is not Kind.TEXT or kind not in (Kind.PUBLIC_THREAD, Kind.PRIVATE_THREAD):
        raise refuse(50024)
    private = kind is Kind.PRIVATE_THREAD
    needed = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
    require(rooms.world, parent, owner, needed)
    thread = make_thread(rooms, parent, kind, owner, body)
    await rooms.events.thread("THREAD_CREATE", thread, newly_created=True)
    if not private:
        now = rooms.world.clock.now()
        told = Message(rooms.world.clock.snowflake(), parent.id, owner, thread.name, now, THREAD_CREATED)
        told.thread_id = thread.id
        await rooms.posting.add(parent, told)
    return thread


async def post_in_forum(
    rooms: Rooms, forum: Channel, owner: User, body: JSON, files: list[Attachment], **more: Any
) -> tuple[Channel, Message]:
    """A post is a thread with a starter message of the same id. It takes no nonce."""
    if not more.get("webhook_id"):
        require(rooms.world, forum, owner, Permission.SEND_MESSAGES, *([Permission.ATTACH_FILES] if files else []))
    if forum.flags & REQUIRE_TAG and not body.get("applied_tags"):
        raise refuse(40067)
    thread = make_thread(rooms, forum, Kind.PUBLIC_THREAD, owner, body)
    try:
        starter = {key: value for key, value in body["message"].items() if key not in ("nonce", "enforce_nonce")}
        await rooms.events.thread("THREAD_CREATE", thread, newly_created=True)
        message = await rooms.posting.post(thread, owner, starter, files, id_=thread.id, **more)
    except BaseException:
        del rooms.world.channels[thread.id]
        raise
    return thread, message


async def change_thread(rooms: Rooms, thread: Channel, who: User, body: JSON) -> None:
    """Whoever can talk in it may open it again; its owner may change it; only moderators lock."""
    state, allowed = thread.thread, in_channel(rooms.world, thread, who)
    moderator = bool(allowed & Permission.MANAGE_THREADS)
    wakes = body.get("archived") is False
    if state.archived and not wakes and set(body) - {"archived", "locked"}:
        raise refuse(50083)
    _may_change(state, who, body, allowed=allowed, moderator=moderator)
    if state.archived and wakes and thread.guild_id:
        check_cap(rooms, thread.guild_id)
    if body.get("name") is not None:
        check_name("name", body["name"])
        thread.name = body["name"]
    if "applied_tags" in body:
        parent = rooms.world.channels[thread.parent_id or 0]
        state.tags = _tags(parent, body["applied_tags"] or [])
    _set(thread, state, body, rooms.world.clock.now())
    await rooms.events.thread("THREAD_UPDATE", thread)


def _may_change(state: Thread, who: User, body: JSON, *, allowed: int, moderator: bool) -> None:
    if moderator:
        return
    if "locked" in body or state.locked:
        raise refuse(50013)
    opening = set(body) == {"archived"} and body["archived"] is False
    if opening and allowed & Permission.SEND_MESSAGES_IN_THREADS:
        return
    if state.owner_id != who.id:
        raise refuse(50013)


def _set(thread: Channel, state: Thread, body: JSON, now: float) -> None:
    if body.get("archived") is not None and body["archived"] != state.archived:
        state.archived, state.changed = bool(body["archived"]), now
    if body.get("locked") is not None:
        state.locked = bool(body["locked"])
    if body.get("invitable") is not None:
        state.invitable = bool(body["invitable"])
    if body.get("auto_archive_duration") is not None:
        if body["auto_archive_duration"] not in ARCHIVE_AFTER:
            raise bad("auto_archive_duration", "BASE_TYPE_CHOICES", f"Value must be one of {set(ARCHIVE_AFTER)}.")
        state.archive_after = body["auto_archive_duration"]
    if body.get("rate_limit_per_user") is not None:
        thread.slowmode = int(body["rate_limit_per_user"])
    if body.get("flags") is not None:
        thread.flags = int(body["flags"])


async def leave(rooms: Rooms, thread: Channel, user_id: int) -> None:
    if thread.thread.members.pop(user_id, None) is not None:
        await rooms.events.thread_members(thread, [], [user_id])
