"""files.*: the three steps of an upload, and looking at what there is."""

from ..api import Call, method
from ..errors import JSON, ApiError
from ..records import Channel, File
from ..shapes import file_json


@method("files.getUploadURLExternal", "files:write")
async def get_upload_url(call: Call) -> JSON:
    name, length = call.need("filename"), call.number("length", 0)
    if length <= 0:
        raise ApiError("invalid_arguments", "length must be greater than 0")
    file = File(call.world.clock.id("F"), name, call.user.id, call.team.id, call.world.clock.now(), length)
    file.alt_text = call.get("alt_txt")
    call.world.files[file.id] = file
    return {"upload_url": f"{call.rooms.origin}/upload/v1/{file.id}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write")
async def complete_upload(call: Call) -> JSON:
    listed = call.json("files")
    if not isinstance(listed, list) or not listed:
        raise ApiError("invalid_arguments", "missing required field: files")
    files = [_uploaded(call, one) for one in listed]
    places = _places(call)
    for file, told in zip(files, listed, strict=True):
        file.title, file.completed = told.get("title") or file.name, True
    answer = {"files": [file_json(one, call.rooms.origin) for one in files]}
    for channel in places:
        call.rooms.events.soon(_share(call, channel, files))
    return answer


async def _share(call: Call, channel: Channel, files: list[File]) -> None:
    """After the answer, as Slack does: the ts is learnt from the event, or from files.info."""
    thread = call.get("thread_ts") or None
    call.rooms.posting.share(channel, call.user, files, call.get("initial_comment"), thread_ts=thread)


def _uploaded(call: Call, told: JSON) -> File:
    file = call.world.files.get(str(told.get("id")))
    if file is None or not file.uploaded or file.completed:
        raise ApiError("file_not_found")
    if file.user_id != call.user.id:
        raise ApiError("access_denied")
    return file


def _places(call: Call) -> list[Channel]:
    names = [one for one in (call.get("channel_id"), *call.get("channels").split(",")) if one]
    if call.get("thread_ts") and len(names) > 1:
        raise ApiError("invalid_arguments", "thread_ts takes one channel only")
    channels = [call.world.channels.get(one) for one in names]
    for channel in channels:
        if channel is None or not call.world.reaches(channel, call.team.id):
            raise ApiError("channel_not_found")
        if call.user.id not in channel.members:
            raise ApiError("not_in_channel")
        if call.get("thread_ts") and call.get("thread_ts") not in channel.messages:
            raise ApiError("invalid_arguments", "thread_ts was not found")
    return [one for one in channels if one is not None]


def _known(call: Call) -> File:
    file = call.world.files.get(call.need("file"))
    if file is None or file.team_id != call.team.id or not file.completed:
        raise ApiError("file_not_found")
    if file.deleted:
        raise ApiError("file_deleted")
    return file


@method("files.info", "files:read")
async def info(call: Call) -> JSON:
    file = _known(call)
    shown = file_json(file, call.rooms.origin)
    shares: dict[str, dict[str, list[JSON]]] = {}
    for channel_id, ts in file.shares:
        kind = "public" if call.world.channels[channel_id].kind == "channel" else "private"
        shares.setdefault(kind, {}).setdefault(channel_id, []).append({"ts": ts})
    return {"file": shown | {"shares": shares}, "comments": []}


@method("files.delete", "files:write")
async def delete(call: Call) -> JSON:
    file = _known(call)
    if file.user_id != call.user.id:
        raise ApiError("cant_delete_file")
    file.deleted = True
    return {}
