// What only the one who acted sees; it lives in this tab alone, and is theirs also when another sits down here.

import { newId } from "./post.js";
import { now, state, tell } from "./state.js";

export function whisper(place, reply) {
  if (!reply) return;
  place.items.push({
    kind: "post",
    id: newId(),
    version: 1,
    at: now(),
    seq: Number.MAX_SAFE_INTEGER,
    voice: "whisper",
    mate: state.mate,
    reply,
  });
  tell("feed");
}
