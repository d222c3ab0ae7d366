/** The phone: which screen it shows, and what it tells the server. */
import * as outbox from './outbox.js';
import * as bridge from './bridge.js';
import { isoWithOffset } from './texts.js';

const RINGS_FOR_MS = 40_000;
const ASK_AGAIN_MS = 1_500;
const FINAL = ['WRITTEN', 'LOCAL', 'DEAD'];

const listeners = [];

/** screen: idle, ringing, talking or over; card: {state, data} with the state asking, shown, offline, late or failed. */
export const phone = { screen: 'idle', call: null, card: null };

export const onChange = (listener) => listeners.push(listener);

export const isBusy = () => phone.screen === 'ringing' || phone.screen === 'talking';

let line;
let ringEnds;

export function insertSim(number) {
  line = number;
}

/** @param number in any spelling, or null when it is withheld */
export function ring(name, number) {
  phone.call = { id: uuid(), name, number, ringingAt: new Date(), answeredAt: null, endedAt: null, outcome: null, status: null };
  phone.screen = 'ringing';
  phone.card = { state: outbox.trouble.offline ? 'offline' : outbox.trouble.late ? 'late' : 'asking', data: null };
  ringEnds = setTimeout(() => end('MISSED'), RINGS_FOR_MS);
  tellServer('RINGING');
  tell();
}

export function answer() {
  clearTimeout(ringEnds);
  phone.call.answeredAt = new Date();
  phone.screen = 'talking';
  tellServer('ANSWERED');
  tell();
}

export const ignore = () => end('MISSED');
export const decline = () => end('REJECTED');
export const hangUp = () => end('ANSWERED');

export function close() {
  phone.screen = 'idle';
  phone.call = null;
  phone.card = null;
  tell();
}

/** The journal's word about the call that the phone shows; the phone itself asks once it is final. */
export function heard(status) {
  const call = phone.call;
  if (!call || call.status === status) return;
  const wasFinal = FINAL.includes(call.status);
  call.status = status;
  if (FINAL.includes(status) && !wasFinal && !outbox.trouble.offline) {
    bridge.phone('GET', `/bridge/v1/calls/${call.id}`, null, '');
  }
  tell();
}

function end(outcome) {
  clearTimeout(ringEnds);
  phone.call.endedAt = new Date();
  phone.call.outcome = outcome;
  phone.screen = 'over';
  tellServer('ENDED');
  tell();
}

function tellServer(state) {
  const call = phone.call;
  outbox.put({
    callId: call.id,
    body: body(call, state),
    onAnswer: (entry) => state === 'RINGING' && showCard(call, entry),
  });
}

/** All that the phone knows of the call now. */
function body(call, state) {
  const time = (when) => (when ? { at: isoWithOffset(when) } : {}).at;
  return {
    direction: 'INCOMING',
    state,
    outcome: state === 'ENDED' ? call.outcome : undefined,
    number: call.number,
    presentation: call.number ? 'ALLOWED' : 'RESTRICTED',
    line: { slot: 0, number: line },
    ringingAt: isoWithOffset(call.ringingAt),
    answeredAt: time(state === 'RINGING' ? null : call.answeredAt),
    endedAt: time(state === 'ENDED' ? call.endedAt : null),
  };
}

function showCard(call, entry) {
  if (phone.call !== call || phone.screen === 'idle') return;
  if (entry.status !== 200 || !entry.answer?.kind) {
    phone.card = { state: 'failed', data: null };
  } else {
    phone.card = { state: 'shown', data: entry.answer };
    const unfinished = entry.answer.kind === 'PENDING' || entry.answer.freshness === 'STALE';
    if (unfinished && isBusy()) setTimeout(() => askAgain(call), ASK_AGAIN_MS);
  }
  tell();
}

/** A card that is still pending or old: ask for the caller again, as the contract says. */
async function askAgain(call) {
  if (phone.call !== call || !isBusy() || outbox.trouble.offline) return;
  const path = `/bridge/v1/callers?number=${encodeURIComponent(call.number)}`;
  showCard(call, await bridge.phone('GET', path, null, ''));
}

/** A version 4 UUID, also where the page came over plain http from another machine. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function tell() {
  listeners.forEach((listener) => listener());
}
