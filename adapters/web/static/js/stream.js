// The one stream: the browser itself resumes it after the last line it saw.

import { byId } from "./dom.js";
import { forget, hush, state, take, tell, typing } from "./state.js";

const SILENT = new Set(["silent", "mirrored", "failed"]);

export function listen() {
  const stream = new EventSource("/events");
  const hear = (name, act) => stream.addEventListener(name, (event) => act(JSON.parse(event.data)));
  hear("rows", take);
  hear("anew", () => {
    state.seen = 0;
    forget();
    tell("feed");
    tell("queue");
    tell("trace");
    tell("anew");
  });
  hear("ready", () => {
    state.ready = true;
    tell("ready");
  });
  hear("queue", (cases) => {
    state.queue = cases;
    tell("queue");
  });
  hear("clock", (clock) => {
    state.clock = { now: clock.now, got: Date.now() };
    tell("clock");
  });
  hear("faults", (faults) => {
    state.faults = faults;
    tell("faults");
  });
  hear("trace", (trace) => {
    if (trace.outcome !== "silent" || !/^(result|timer):/.test(trace.event))
      state.traces.set(trace.conversation, trace);
    if (SILENT.has(trace.outcome)) hush(`chat-${trace.conversation}`);
    tell("trace", trace.conversation);
  });
  hear("typing", ({ who, channel }) => {
    typing(channel === `chat-${who}` ? `staff ${channel}` : channel, who, 4);
  });
  stream.onopen = () => {
    byId("lost").hidden = true;
    tell("line");
  };
  stream.onerror = () => (byId("lost").hidden = false);
}
