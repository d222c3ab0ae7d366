/** The line that tells what to do next, and why what one just saw is remarkable. */
import { byId, el } from './dom.js';
import * as outbox from './outbox.js';
import { phone } from './phone.js';
import { language, t } from './texts.js';

const LAST = 10;
const EVA = '+491713920001';
let step = 1;
let begunAt = Date.now();
let seen = {};

/** Whether a step is done, and where to click for it. Calls count from the moment the step began. */
const steps = {
  1: { at: () => `[data-caller="${EVA}"]`, done: () => phone.screen === 'ringing' && phone.card?.state === 'shown' && phone.card.data.kind === 'KNOWN' },
  2: { at: () => (phone.screen === 'talking' ? '[data-act=decline]' : phone.screen === 'ringing' ? '[data-act=answer]' : `[data-caller="${EVA}"]`), done: (now) => call(now, { number: EVA, outcome: 'ANSWERED', status: 'WRITTEN' }) },
  3: { at: () => (phone.screen === 'ringing' ? '[data-act=ignore]' : '#unknown-caller'), done: (now) => call(now, { outcome: 'MISSED', status: 'WRITTEN', type: 'LEAD' }) },
  4: { at: () => '[data-mood=DOWN]', done: (now) => now.watch.mood === 'DOWN' },
  5: { at: () => (phone.screen === 'ringing' ? '[data-act=ignore]' : `[data-caller="${EVA}"]`), done: (now) => now.server.counts.RETRYING > 0 },
  6: { at: () => '[data-mood=NORMAL]', done: (now) => (seen.waited ||= now.server.counts.RETRYING > 0) && now.watch.mood === 'NORMAL' && now.server.counts.RETRYING + now.server.counts.QUEUED === 0 },
  7: { at: (now) => (now?.watch.mood !== 'REFUSING' ? '[data-mood=REFUSING]' : phone.screen === 'ringing' ? '[data-act=ignore]' : `[data-caller="${EVA}"]`), done: (now) => now.server.counts.DEAD > 0 },
  8: { at: (now) => (now?.watch.mood !== 'NORMAL' ? '[data-mood=NORMAL]' : '.retry'), done: (now) => (seen.dead ||= now.server.counts.DEAD > 0) && now.server.counts.DEAD + now.server.counts.RETRYING === 0 && now.watch.mood === 'NORMAL' },
  9: { at: () => (phone.screen === 'ringing' ? '[data-act=answer]' : phone.screen === 'talking' ? '[data-act=decline]' : outbox.trouble.offline && !outbox.length() ? `[data-caller="${EVA}"]` : '#trouble-offline + span'),
       done: () => (seen.waited ||= outbox.trouble.offline && outbox.length() > 0 && phone.screen === 'over') && outbox.length() === 0 },
  10: { at: () => null, done: () => false },
};

export function build() {
  byId('tour-back').addEventListener('click', () => go(step - 1));
  byId('tour-next').addEventListener('click', () => go(step + 1));
  byId('tour-dots').append(...Array.from({ length: LAST }, () => el('li')));
}

/** @param now {watch, server}, once they have been read */
export function draw(now) {
  if (now && steps[step].done(now)) go(step + 1);
  const number = byId('tour-number');
  const key = `${step} ${language()}`;
  if (number.dataset.shown !== key) {
    number.dataset.shown = key;
    number.textContent = step === LAST ? '✓' : String(step);
    byId('tour-do').textContent = t(`tour.${step}.do`);
    byId('tour-why').textContent = step === 1 ? t('tour.start') : t(step === LAST ? `tour.${LAST}.done` : `tour.${step - 1}.done`);
    [...byId('tour-dots').children].forEach((dot, index) => (dot.className = index + 1 < step ? 'past' : index + 1 === step ? 'here' : ''));
    byId('tour-back').disabled = step === 1;
    byId('tour-next').disabled = step === LAST;
  }
  point(steps[step].at(now));
}

function go(to) {
  step = Math.min(LAST, Math.max(1, to));
  // The call of step 2 began to ring in step 1.
  if (step !== 2) begunAt = Date.now();
  seen = {};
}

function call(now, wanted) {
  return now.server.calls.some(
    (each) =>
      Date.parse(each.ringingAt) >= begunAt && each.outcome === wanted.outcome && each.status === wanted.status &&
      (!wanted.number || each.number === wanted.number) && (!wanted.type || each.crm?.entityType === wanted.type));
}

function point(selector) {
  const target = selector && document.querySelector(selector);
  for (const old of document.querySelectorAll('.pointed')) if (old !== target) old.classList.remove('pointed');
  target?.classList.add('pointed');
}
