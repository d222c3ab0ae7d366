/** The HTTP requests of the page: the phone's go to the bridge API and are logged for everybody to see. */

const MOST_LOGGED = 60;
const listeners = [];
let session;
let counter = 0;

/** What the phone sent, the newest first. */
export const log = [];

export const onLog = (listener) => listeners.push(listener);

export async function begin() {
  const answer = await fetch('/demo/api/session');
  if (!answer.ok) throw new Error((await answer.json()).detail);
  const begun = await answer.json();
  session = begun.session;
  return begun;
}

/**
 * A request of the phone. Resolves in every case: status 0 means that there was no connection.
 * @param label what the log calls it
 */
export async function phone(method, path, body, label) {
  const entry = { id: ++counter, at: Date.now(), method, path, body, label, status: null, answer: null, ms: null };
  log.unshift(entry);
  log.length = Math.min(log.length, MOST_LOGGED);
  tell();
  const started = performance.now();
  try {
    const answer = await fetch(path, {
      method,
      headers: { Authorization: `Bearer ${session.token}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
    entry.ms = Math.round(performance.now() - started);
    entry.status = answer.status;
    entry.answer = parsed(await answer.text());
  } catch {
    entry.ms = Math.round(performance.now() - started);
    entry.status = 0;
  }
  tell();
  return entry;
}

/** A question or an order of a support person, through the support API. */
export async function support(path, method = 'GET') {
  return json(await fetch(`/support/api/v1${path}`, { method, headers: { Authorization: session.supportLogin } }));
}

/** All that moves: the sandbox, and the retries. */
export const watch = async (number) => json(await fetch(`/demo/api/watch?number=${encodeURIComponent(number ?? '')}`));

export async function setMood(mood) {
  return json(
    await fetch('/demo/api/mood', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ mood }),
    }),
  );
}

async function json(answer) {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.json();
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return text;
  }
}

function tell() {
  listeners.forEach((listener) => listener());
}
