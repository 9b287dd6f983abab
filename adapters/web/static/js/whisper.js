// What only the one who acted sees; it lives in this tab alone.

import { newId } from "./post.js";
import { now, tell } from "./state.js";

export function whisper(place, reply) {
  if (!reply) return;
  place.items.push({
    kind: "post",
    id: newId(),
    version: 1,
    at: now(),
    seq: Number.MAX_SAFE_INTEGER,
    voice: "whisper",
    reply,
  });
  tell("feed");
}
