"""Presses, commands, forms and shortcuts on their way to the app, and its acknowledgement within three seconds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .app import App
from .delivery import Ack, Delivery, Parcel, ParcelKind
from .errors import JSON, ApiError, InteractionFailed
from .records import Channel, Message, User, View
from .world import World

IN_TIME = 3.0
URL_LIFE, URL_USES = 30 * 60.0, 5


@dataclass(slots=True, eq=False)
class Made:
    """One act of a person: its trigger, its response_url, and everything that came of it."""

    id: str
    team_id: str
    user: User
    at: float
    channel: Channel | None = None
    source: Message | None = None
    thread_ts: str | None = None
    exchanged: bool = False
    uses: int = 0
    ack: Ack | None = None
    view: View | None = None
    messages: list[Message] = field(default_factory=list)
    trigger_id: str = ""


class Interactions:
    """Every act by its trigger, and by its response_url."""

    def __init__(self, world: World, app: App, delivery: Delivery, stirred: Callable[[], None]) -> None:
        self.world, self.app, self.delivery, self.stirred = world, app, delivery, stirred
        self.origin = ""
        self.by_trigger: dict[str, Made] = {}
        self.by_url: dict[str, Made] = {}

    def made(self, team_id: str, user: User, **where: Any) -> Made:
        clock = self.world.clock
        made = Made(clock.id("act"), team_id, user, clock.now(), **where)
        made.trigger_id = f"{int(made.at * 1000)}.{team_id[1:]}.{clock.id('x').lower()}"
        self.by_trigger[made.trigger_id] = made
        return made

    def response_url(self, made: Made, kind: str = "actions") -> str:
        self.by_url[made.id] = made
        return f"{self.origin}/{kind}/{made.team_id}/{made.id}"

    def who(self, user: User) -> JSON:
        return {"id": user.id, "username": user.handle, "name": user.handle, "team_id": user.team_id}

    def base(self, made: Made, kind: str) -> JSON:
        team = self.world.teams[made.team_id]
        shown: JSON = {
            "type": kind,
            "team": {"id": team.id, "domain": team.domain},
            "user": self.who(made.user),
            "api_app_id": self.app.id,
            "token": self.app.token,
            "enterprise": {"id": team.enterprise_id, "name": "enterprise"} if team.enterprise_id else None,
            "is_enterprise_install": False,
        }
        return shown

    def place(self, channel: Channel) -> JSON:
        name = {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)
        return {"id": channel.id, "name": name}

    async def happens(self, made: Made, payload: JSON, kind: ParcelKind = "interactive") -> Ack:
        """One attempt; what is not acknowledged has failed, and is not sent again."""
        ack = await self.delivery.tries(Parcel(kind, payload))
        if not ack.ok:
            raise InteractionFailed(
                f"the app did not acknowledge {payload.get('type', kind)}: {ack.reason} {ack.status}"
            )
        made.ack = ack
        return ack

    def exchange(self, trigger_id: str, team_id: str) -> Made:
        """A trigger opens one view, within three seconds."""
        made = self.by_trigger.get(trigger_id)
        if made is None or made.team_id != team_id:
            raise ApiError("invalid_trigger_id")
        if made.exchanged:
            raise ApiError("exchanged_trigger_id")
        if self.world.clock.now() - made.at > IN_TIME:
            raise ApiError("expired_trigger_id")
        made.exchanged = True
        return made

    def by_response_url(self, id_: str) -> Made:
        made = self.by_url.get(id_)
        if made is None or self.world.clock.now() - made.at > URL_LIFE:
            raise ApiError("expired_url", status=404)
        if made.uses >= URL_USES:
            raise ApiError("used_url", status=404)
        made.uses += 1
        return made
