"""How the records look in JSON, as far as the one who asks may see them."""

import hashlib
from urllib.parse import quote

from .errors import JSON
from .permissions import in_guild
from .records import Attachment, Channel, Guild, Kind, Message, User, Webhook
from .shapes import GUILD_DEFAULTS, emoji_json, member_json, role_json, user_json
from .world import World, stamp

LINK_LIFE = 24 * 3600
MESSAGE_CONTENT = 1 << 15


class Wire:
    """Renders for one server: its CDN address, its clock, its bot."""

    def __init__(self, world: World, cdn: str = "") -> None:
        self.world, self.cdn, self.secret = world, cdn, hashlib.sha256(b"stand-in")

    def attachment(self, channel_id: int, file: Attachment) -> JSON:
        url = self.signed(f"/attachments/{channel_id}/{file.id}/{quote(file.name)}")
        shown: JSON = {
            "id": str(file.id),
            "filename": file.name,
            "size": len(file.data),
            "url": url,
            "proxy_url": url,
            "content_type": file.media_type,
        }
        if file.description:
            shown["description"] = file.description
        if file.name == "voice-message.ogg":  # how Discord's clients name what was spoken
            shown |= {"duration_secs": 3.4, "waveform": "AAAA"}
        if file.media_type.startswith("image/"):
            shown |= {"width": 640, "height": 480}
        return shown

    def signed(self, path: str, *, until: float | None = None) -> str:
        """A link that ends: `ex`, `is` and `hm`, the last proving the first two."""
        now = int(self.world.clock.now())
        expires, issued = f"{int(until or now + LINK_LIFE):x}", f"{now:x}"
        return f"{self.cdn}{path}?ex={expires}&is={issued}&hm={self.signature(path, expires, issued)}&"

    def signature(self, path: str, expires: str, issued: str) -> str:
        proof = self.secret.copy()
        proof.update(f"{path} {expires} {issued}".encode())
        return proof.hexdigest()

    def channel(self, channel: Channel, viewer: User | None = None) -> JSON:
        shown: JSON = {"id": str(channel.id), "type": int(channel.kind), "flags": channel.flags}
        shown["last_message_id"] = str(max(channel.messages)) if channel.messages else None
        if channel.kind is Kind.DM:
            others = (one for one in channel.recipients if one != self.world.bot.id)
            return shown | {"recipients": [user_json(self.world.users[one]) for one in others]}
        shown |= {"guild_id": str(channel.guild_id), "name": channel.name, "rate_limit_per_user": channel.slowmode}
        shown["parent_id"] = str(channel.parent_id) if channel.parent_id else None
        return shown | (self._thread(channel, viewer) if channel.is_thread else self._guild_channel(channel))

    def _guild_channel(self, channel: Channel) -> JSON:
        shown: JSON = {
            "position": channel.position,
            "nsfw": False,
            "topic": channel.topic,
            "permission_overwrites": [
                {"id": str(one.id), "type": one.kind, "allow": str(int(one.allow)), "deny": str(int(one.deny))}
                for one in channel.overwrites.values()
            ],
        }
        if channel.kind is Kind.FORUM:
            shown |= {"available_tags": channel.tags, "default_reaction_emoji": None, "default_sort_order": None}
            shown |= {"default_forum_layout": 0}
        return shown

    def _thread(self, channel: Channel, viewer: User | None) -> JSON:
        state = channel.thread
        shown: JSON = {
            "owner_id": str(state.owner_id),
            "message_count": state.sent,
            "total_message_sent": state.sent,
            "member_count": min(len(state.members), 50),
            "applied_tags": [str(tag) for tag in state.tags],
            "thread_metadata": {
                "archived": state.archived,
                "auto_archive_duration": state.archive_after,
                "archive_timestamp": stamp(state.changed),
                "locked": state.locked,
                "create_timestamp": stamp(state.changed),
            },
        }
        if channel.kind is Kind.PRIVATE_THREAD:
            shown["thread_metadata"]["invitable"] = state.invitable
        if viewer and viewer.id in state.members:
            shown["member"] = self.thread_member(channel, viewer.id)
        return shown

    def thread_member(self, channel: Channel, user_id: int) -> JSON:
        joined = stamp(channel.thread.members[user_id])
        return {"id": str(channel.id), "user_id": str(user_id), "join_timestamp": joined, "flags": 0}

    def author(self, message: Message) -> JSON:
        if message.shown_as is None:
            return user_json(message.author)
        shown = user_json(message.author) | {"username": message.shown_as, "bot": True, "global_name": None}
        return shown | {"id": str(message.webhook_id), "discriminator": "0000"}

    def message(self, message: Message, *, content: bool = True, nested: bool = False) -> JSON:
        """`content` tells whether the reader has the message content intent."""
        channel = self.world.channels[message.channel_id]
        shown: JSON = {
            "id": str(message.id),
            "channel_id": str(message.channel_id),
            "type": message.kind,
            "author": self.author(message),
            "content": message.content,
            "timestamp": stamp(message.at),
            "edited_timestamp": stamp(message.edited) if message.edited else None,
            "tts": False,
            "pinned": False,
            "flags": message.flags,
            "mention_everyone": message.mention_everyone,
            "mentions": [user_json(user) for user in message.mentions],
            "mention_roles": [str(role) for role in message.mention_roles],
            "attachments": [self.attachment(channel.id, file) for file in message.attachments],
            "embeds": message.embeds,
            "components": message.components,
        }
        shown |= self._optional(message, nested=nested) | message.extra
        if not content and not self.reads_anyway(channel, message):
            shown |= {"content": "", "embeds": [], "attachments": [], "components": []}
            shown.pop("poll", None)
        return shown

    def reads_anyway(self, channel: Channel, message: Message) -> bool:
        """What a bot reads without the intent: DMs, its own messages, those that mention it."""
        bot = self.world.bot
        own = message.author is bot or message.application_id == self.world.application_id
        return own or channel.guild_id is None or bot in message.mentions

    def _optional(self, message: Message, *, nested: bool) -> JSON:
        shown: JSON = {}
        if message.nonce is not None:
            shown["nonce"] = message.nonce
        if message.webhook_id:
            shown["webhook_id"] = str(message.webhook_id)
        if message.application_id:
            shown["application_id"] = str(message.application_id)
        if message.interaction:
            shown["interaction_metadata"] = message.interaction
        if message.reactions:
            shown["reactions"] = [self._reaction(emoji, who) for emoji, who in message.reactions.items()]
        if message.thread_id in self.world.channels:
            shown["thread"] = self.channel(self.world.channels[message.thread_id])
        if message.reply_to and not nested:
            shown |= self._reply(message)
        return shown

    def _reply(self, message: Message) -> JSON:
        channel = self.world.channels[message.channel_id]
        reference = {"type": 0, "channel_id": str(channel.id), "message_id": str(message.reply_to)}
        if channel.guild_id:
            reference["guild_id"] = str(channel.guild_id)
        original = channel.messages.get(message.reply_to or 0)
        shown = self.message(original, nested=True) if original else None
        return {"message_reference": reference, "referenced_message": shown}

    def _reaction(self, emoji: str, who: list[int]) -> JSON:
        return {
            "emoji": emoji_json(emoji),
            "count": len(who),
            "count_details": {"burst": 0, "normal": len(who)},
            "burst_colors": [],
            "me": self.world.bot.id in who,
            "me_burst": False,
        }

    def webhook(self, hook: Webhook) -> JSON:
        return {
            "id": str(hook.id),
            "type": 1,
            "name": hook.name,
            "avatar": None,
            "channel_id": str(hook.channel_id),
            "guild_id": str(hook.guild_id),
            "application_id": str(hook.application_id) if hook.application_id else None,
            "token": hook.token,
            "url": f"https://discord.com/api/webhooks/{hook.id}/{hook.token}",
            "user": user_json(self.world.users[hook.owner_id]),
        }

    def guild(self, guild: Guild) -> JSON:
        return {
            "id": str(guild.id),
            "name": guild.name,
            "owner_id": str(guild.owner_id),
            "preferred_locale": guild.locale,
            "roles": [role_json(role) for role in guild.roles.values()],
            **GUILD_DEFAULTS,
        }

    def guild_create(self, guild: Guild, channels: list[Channel], threads: list[Channel], all_members: bool) -> JSON:
        bot = self.world.bot
        members = [one for one in guild.members.values() if all_members or one.user is bot]
        return self.guild(guild) | {
            "joined_at": stamp(guild.members[bot.id].joined),
            "large": False,
            "unavailable": False,
            "member_count": len(guild.members),
            "members": [member_json(one) for one in members],
            "channels": [self.channel(one) for one in channels],
            "threads": [self.channel(one, bot) for one in threads],
            "voice_states": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }

    def guild_summary(self, guild: Guild) -> JSON:
        allowed = str(in_guild(guild, self.world.bot))
        shown = {"id": str(guild.id), "name": guild.name, "icon": None, "banner": None, "owner": False}
        return shown | {"permissions": allowed, "features": []}
