/** The server's column: the sum of all calls, the newest ones, retries and dead letters. */
import { byId, el, icon, list, show } from './dom.js';
import * as bridge from './bridge.js';
import { clock, counted, language, pretty, t } from './texts.js';

const STATES = ['WRITTEN', 'LOCAL', 'QUEUED', 'RETRYING', 'DEAD', 'ARCHIVED'];
const OUTCOMES = { ANSWERED: 'in', MISSED: 'missed', REJECTED: 'rejected' };
const NEWEST = 6;

let attempts = 1;

/** @param session tells how many attempts a call has */
export function build(session) {
  attempts = session.attempts;
}

/** Asks the support API for all that this column shows. */
export async function read() {
  const [counts, calls, letters] = await Promise.all([
    bridge.support('/calls/counts'),
    bridge.support(`/calls?size=${NEWEST}`),
    bridge.support('/dead-letters?size=3'),
  ]);
  return { counts, calls: calls.items, letters: letters.items };
}

export function draw(server, retries, names) {
  drawCounts(server.counts);
  list(byId('calls'), server.calls, (call) => call.callId, (call) => callRow(call, names), t('calls.empty'));
  list(byId('retries'), retries, (waiting) => waiting.callId, (waiting) => retryRow(waiting, names), t('retries.empty'));
  list(byId('letters'), server.letters, (letter) => letter.id, letterRow, t('letters.empty'));
  tick();
}

/** Moves the countdowns of the retries. */
export function tick() {
  for (const node of document.querySelectorAll('[data-due]')) {
    const seconds = Math.ceil((Number(node.dataset.due) - Date.now()) / 1000);
    node.textContent = seconds > 0 ? t('retries.in', { seconds }) : t('retries.now');
  }
}

function drawCounts(counts) {
  byId('accepted').textContent = counted('server.accepted', counts.accepted);
  const shown = STATES.filter((state) => state !== 'ARCHIVED' || counts.ARCHIVED > 0);
  const sum = byId('sum');
  sum.setAttribute('aria-label', shown.map((state) => `${t(`status.${state}`)}: ${counts[state]}`).join(', '));
  if (!sum.children.length) sum.append(...STATES.map((state) => el('i', { class: `state-${state}` })));
  STATES.forEach((state, index) => sum.children[index].style.setProperty('flex-grow', counts[state]));
  show(byId('counts'), [counts, language()], () =>
    shown.map((state) =>
      el('div', { class: `count state-${state}${counts[state] ? '' : ' zero'}`, 'data-count': state },
        el('dd', {}, String(counts[state])), el('dt', {}, t(`status.${state}`)))));
}

function callRow(call, names) {
  const outcome = OUTCOMES[call.outcome];
  return el('li', { class: `call-row outcome-${call.outcome}`, 'data-call': call.callId },
    el('span', { class: 'disc' }, icon(outcome ?? 'phone')),
    el('div', {}, el('b', {}, names.get(call.number) ?? pretty(call.number)),
      el('small', {}, `${clock(call.ringingAt)}${call.outcome ? ` · ${t(`outcome.${call.outcome}`)}` : ''}`)),
    el('span', { class: `pill state-${call.status}` }, t(`status.${call.status}`)));
}

function retryRow(waiting, names) {
  return el('li', { class: 'retry-row' },
    el('div', {}, el('b', {}, names.get(waiting.number) ?? pretty(waiting.number)),
      el('small', {}, [t('retries.attempt', { done: waiting.attempts, all: attempts }), waiting.code ?? waiting.category].filter(Boolean).join(' · '))),
    el('span', { class: 'due', 'data-due': waiting.nextAttemptAt ? Date.parse(waiting.nextAttemptAt) : 0 }));
}

function letterRow(letter) {
  const retrying = letter.state === 'RETRYING';
  return el('li', { class: 'letter-row' },
    el('div', {}, el('b', {}, pretty(letter.number), ' ', el('code', {}, letter.code)), el('small', { title: letter.message }, letter.message)),
    el('button', { type: 'button', class: 'retry', disabled: retrying, 'aria-label': t('letters.retry.of', { number: pretty(letter.number) }), onclick: (click) => retry(click.currentTarget, letter) },
      t(retrying ? 'letters.retrying' : 'letters.retry')));
}

/** A 409 only means that somebody was faster; the next look shows it. */
async function retry(button, letter) {
  button.disabled = true;
  try {
    await bridge.support(`/dead-letters/${letter.id}/retry`, 'POST');
  } catch {
    button.disabled = false;
  }
}
