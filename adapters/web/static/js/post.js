// Every change is a POST under an id of its own, so that one that is sent twice acts once.

const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => LETTERS[byte & 31]).join("");
}

const AWAY = "Baton cannot be reached just now. Nothing was lost: try again in a moment.";
const GATEWAYS = [502, 503, 504];

export async function post(path, body) {
  const form = body instanceof FormData;
  const headers = form ? { "X-Baton": "1" } : { "X-Baton": "1", "Content-Type": "application/json" };
  return answered(await sent(path, { method: "POST", headers, body: form ? body : JSON.stringify(body) }));
}

export async function read(path) {
  return answered(await sent(path, {}));
}

export function withFiles(words, files) {
  const form = new FormData();
  form.append("words", JSON.stringify(words));
  for (const file of files) form.append("file", file, file.name);
  return form;
}

async function sent(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw unreached(AWAY);
  }
}

async function answered(answer) {
  const told = await answer.json().catch(() => ({}));
  if (GATEWAYS.includes(answer.status)) throw unreached(told.error || AWAY);
  if (!answer.ok) throw new Error(told.error || AWAY);
  return told;
}

// Nobody said no: the same thing sent again may well arrive.
function unreached(words) {
  return Object.assign(new Error(words), { away: true });
}
