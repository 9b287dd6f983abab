// What the page knows: the feed replayed into channels, and the newest word on all else.

const listeners = new Map();

export const state = {
  channels: new Map(),
  posts: new Map(),
  typed: new Map(),
  people: [],
  staff: [],
  forms: {},
  queue: [],
  traces: new Map(),
  faults: {},
  clock: { now: Date.now(), got: Date.now() },
  typing: new Map(),
  who: localStorage.getItem("baton-who") || "",
  mate: localStorage.getItem("baton-mate") || "mina",
  look: localStorage.getItem("baton-look") || "plain",
  open: Number(sessionStorage.getItem("baton-case") || 0),
  ready: false,
};

export function on(topics, listener) {
  for (const topic of topics.split(" ")) listeners.set(topic, [...(listeners.get(topic) || []), listener]);
}

export function tell(topic, detail) {
  for (const listener of listeners.get(topic) || []) listener(detail);
}

export const now = () => state.clock.now + (Date.now() - state.clock.got);
export const chatOf = (who) => `chat-web:${who}`;
export const conversationOf = (who) => `web:${who}`;

export function channel(name, thread = "") {
  const key = `${name}|${thread}`;
  if (!state.channels.has(key))
    state.channels.set(key, { key, name, thread, items: [], question: null, pressed: new Map() });
  return state.channels.get(key);
}

// What hangs in one thread (or, without a name, in the channel) of every staff place that is on this page.
export function staffItems(thread = "") {
  const places = [...state.channels.values()].filter((one) => one.thread === thread && !one.name.startsWith("chat-"));
  const items = places.flatMap((one) => one.items);
  return places.length > 1 ? items.sort((one, other) => one.at - other.at) : items;
}

export function forget() {
  for (const kept of [state.channels, state.posts, state.typed, state.traces, state.typing]) kept.clear();
  state.queue = [];
}

export function take(rows) {
  for (const row of rows) {
    if (row.seq <= (state.seen || 0)) continue;
    state.seen = row.seq;
    const where = channel(row.channel, row.thread);
    (kinds[row.kind] || (() => {}))(row, where);
  }
  tell("feed");
}

const kinds = {
  post(row, where) {
    const item = { ...row, version: 1, id: row.outbox };
    state.posts.set(row.outbox, item);
    where.items.push(item);
    if (row.reply.question) ask(where, item);
    if (row.voice !== "notice") hush(where.name);
  },
  revise(row, where) {
    const item = state.posts.get(row.of);
    if (!item) return;
    Object.assign(item, { reply: row.reply, revised: reworded(item.reply, row.reply) ? row.at : item.revised });
    if (row.reply.question) ask(where, item);
    touch(item);
  },
  withdraw(row) {
    const item = state.posts.get(row.of);
    if (item) touch(Object.assign(item, { gone: row.at }));
  },
  mark(row) {
    const item = state.typed.get(row.message);
    if (item) touch(Object.assign(item, { mark: row.state, error: row.error, retry: row.retry }));
  },
  typed(row, where) {
    hush(`staff ${where.name}`);
    const before = state.typed.get(row.message);
    if (before) {
      touch(Object.assign(before, row, { pending: false, failed: "", sending: [] }));
      return;
    }
    const item = { ...row, version: 1, id: row.message };
    state.typed.set(row.message, item);
    where.items.push(item);
  },
  changed(row) {
    const item = state.typed.get(row.message);
    if (item) touch(Object.assign(item, { text: row.text, edited: row.at }));
  },
  taken(row) {
    const item = state.typed.get(row.message);
    if (item) touch(Object.assign(item, { text: "", files: [], gone: row.at }));
  },
  pressed(row, where) {
    where.pressed.set(row.ask, row);
    const item = state.posts.get(row.of);
    if (item) touch(Object.assign(item, { chosen: row.value, chosenLabel: row.label }));
    if (where.question && where.question !== item) touch(where.question);
  },
};

// A card's new facts and the state of a colleague's words are no other words.
function reworded(before, after) {
  if (before.card) return false;
  return !before.quoted || before.quoted.text !== after.quoted?.text;
}

function ask(where, item) {
  const before = where.question;
  where.question = item;
  if (before && before !== item) touch(before);
}

export function touch(item) {
  item.version += 1;
}

// A line of our own that is on its way; the feed's row of the same message takes its place.
export function pending(where, message, who, text, files, meant = "") {
  const item = {
    kind: "typed",
    id: message,
    message,
    who,
    text,
    version: 1,
    at: now(),
    pending: true,
    meant,
    files: [],
    refused: [],
    sending: files.map((file) => file.name),
    channel: where.name,
    thread: where.thread,
  };
  state.typed.set(message, item);
  where.items.push(item);
  tell("feed");
  return item;
}

export function typing(channelName, who, seconds) {
  clearTimeout(state.typing.get(channelName)?.timer);
  const timer = setTimeout(() => hush(channelName, true), seconds * 1000);
  state.typing.set(channelName, { who, timer });
  tell("typing", channelName);
}

export function hush(channelName, announce = true) {
  if (!state.typing.has(channelName)) return;
  clearTimeout(state.typing.get(channelName).timer);
  state.typing.delete(channelName);
  if (announce) tell("typing", channelName);
}
