/**
 * The phone's outbox: every event goes in here first and leaves once the server has taken it. The switches of the
 * page make it as bad as real phones are: no network, everything twice, late and in reverse.
 */
import * as bridge from './bridge.js';

const TRY_AGAIN_MS = 3_000;
const REVERSED_PAUSE_MS = 1_500;

export const trouble = { offline: false, twice: false, late: false };

const waiting = [];
const held = [];
const listeners = [];
let running = false;

/** How many events wait on the phone. */
export const length = () => waiting.length + held.length;

export const onChange = (listener) => listeners.push(listener);

/** Whether an event of this call has not reached the server yet. */
export const holds = (callId) => [...waiting, ...held].some((event) => event.callId === callId);

/**
 * Takes an event in and sends it as soon as it may.
 * @param event {callId, body, onAnswer}
 */
export function put(event) {
  if (trouble.late) held.push(event);
  else waiting.push(event);
  if (held.length && event.body.state === 'ENDED') releaseReversed();
  tell();
  flush();
}

/** A switch was turned: perhaps something can go now. */
export function changed() {
  if (!trouble.late && held.length) waiting.push(...held.splice(0));
  tell();
  flush();
}

function releaseReversed() {
  const events = held.splice(0).reverse();
  events.forEach((event, index) => (event.notBefore = Date.now() + index * REVERSED_PAUSE_MS));
  waiting.push(...events);
}

async function flush() {
  if (running) return;
  running = true;
  while (waiting.length && !trouble.offline) {
    const event = waiting[0];
    await pause((event.notBefore ?? 0) - Date.now());
    if (trouble.offline) break;
    const entry = await send(event);
    if (isForLater(entry.status)) {
      tell();
      await pause(TRY_AGAIN_MS);
    } else {
      waiting.splice(waiting.indexOf(event), 1);
      event.onAnswer(entry);
      tell();
    }
  }
  running = false;
}

async function send(event) {
  const once = () => bridge.phone('PUT', `/bridge/v1/calls/${event.callId}`, event.body, event.body.outcome ?? event.body.state);
  const [entry] = await Promise.all(trouble.twice ? [once(), once()] : [once()]);
  return entry;
}

/** No connection, too fast, or not now: the event is kept. Any other refusal is final. */
const isForLater = (status) => status === 0 || status === 429 || status >= 500;

const pause = (ms) => (ms > 0 ? new Promise((done) => setTimeout(done, ms)) : Promise.resolve());

function tell() {
  listeners.forEach((listener) => listener());
}
