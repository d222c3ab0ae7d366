/** Draws the phone's screen and the SIMtrix panel on it. */
import { byId, el, icon, show } from './dom.js';
import * as outbox from './outbox.js';
import { phone, answer, close, decline, hangUp, ignore } from './phone.js';
import { counted, day, language, minutes, money, pretty, shortClock, t } from './texts.js';

/** Draws the screen anew when it shows something else than before, and keeps the focus on the phone if it was there. */
export function draw() {
  const screen = byId('screen');
  const hadFocus = screen.contains(document.activeElement) || document.activeElement?.closest?.('.callers button, #typed');
  const before = screen.dataset.screen;
  const told = toldState();
  const content = [phone, told, outbox.length(), outbox.trouble.offline, language(), shortClock(Date.now())];
  show(screen, content, () => [statusBar(), screens[phone.screen](told)]);
  screen.dataset.screen = phone.screen;
  if (before !== phone.screen) {
    byId('phone-says').textContent = spoken();
    if (hadFocus) screen.querySelector('[data-first]')?.focus({ preventScroll: true });
  }
  tick();
}

/** Moves the clock of a running call. */
export function tick() {
  const running = byId('running');
  if (running && phone.call?.answeredAt) running.textContent = minutes((Date.now() - phone.call.answeredAt) / 1000);
}

const screens = {
  idle: () =>
    el('div', { class: 'idle' },
      el('p', { class: 'big-clock' }, shortClock(Date.now())),
      el('p', { class: 'date' }, day(Date.now())),
      el('div', { class: 'notice' },
        el('img', { src: '/demo/icon.svg', alt: '', width: 28, height: 28 }),
        el('div', {}, el('b', {}, t('phone.bridge')), el('p', {}, t(outbox.trouble.offline ? 'phone.offline' : 'phone.ready')), outboxLine()))),
  ringing: () =>
    el('div', { class: 'call' },
      caller(t('phone.incoming'), true),
      panel(),
      el('div', { class: 'actions' },
        round('decline', 'hang-up', 'phone.decline', decline),
        round('ignore', 'bell-off', 'phone.ignore', ignore),
        round('answer', 'phone', 'phone.answer', answer, true))),
  talking: () =>
    el('div', { class: 'call' },
      caller(el('span', { id: 'running', class: 'running' }, '0:00'), false),
      panel(),
      el('div', { class: 'actions' }, round('decline', 'hang-up', 'phone.hangUp', hangUp, true))),
  over: (told) =>
    el('div', { class: 'call over' },
      caller(t(`phone.over.${phone.call.outcome}`), false),
      panel(),
      el('div', { class: `told told-${told}` }, told === 'WRITTEN' || told === 'LOCAL' ? icon('check') : null, el('span', {}, t(`phone.told.${told}`)), outboxLine()),
      el('div', { class: 'actions' }, el('button', { type: 'button', class: 'finish', 'data-first': true, onclick: close }, t('phone.close')))),
};

function statusBar() {
  return el('div', { class: 'status-bar', 'aria-hidden': 'true' },
    el('span', {}, shortClock(Date.now())),
    el('span', { class: outbox.trouble.offline ? 'off' : '' }, icon(outbox.trouble.offline ? 'no-signal' : 'signal')));
}

function caller(line, pulse) {
  const talk = phone.call.answeredAt && phone.call.endedAt ? ` · ${minutes((phone.call.endedAt - phone.call.answeredAt) / 1000)}` : '';
  return el('div', { class: `who${pulse ? ' pulse' : ''}` },
    el('p', { class: 'line' }, line, talk),
    el('p', { class: 'number' }, pretty(phone.call.number)));
}

function round(kind, symbol, key, act, first = false) {
  return el('button', { type: 'button', class: `round ${kind}`, 'data-act': kind, 'data-first': first, onclick: act },
    el('span', { class: 'disc' }, icon(symbol)), el('span', {}, t(key)));
}

function outboxLine() {
  const count = outbox.length();
  return count ? el('p', { class: 'outbox' }, counted('phone.waiting', count)) : null;
}

/** Where the call is: still on the phone, or what the journal says. */
function toldState() {
  if (!phone.call || phone.screen !== 'over') return '';
  if (outbox.holds(phone.call.id) && !phone.call.status) return 'OUTBOX';
  const status = phone.call.status;
  return ['WRITTEN', 'LOCAL', 'RETRYING', 'DEAD'].includes(status) ? status : outbox.holds(phone.call.id) ? 'OUTBOX' : 'QUEUED';
}

function panel() {
  const { state, data } = phone.card;
  const kind = phone.screen === 'over' && isWaiting(state, data) ? 'silent' : state === 'shown' ? data.kind : state;
  return el('div', { class: `panel panel-${kind.toLowerCase()}`, id: 'panel' },
    el('p', { class: 'panel-head' },
      el('img', { src: '/demo/icon.svg', alt: '', width: 16, height: 16 }), 'SIMtrix',
      data?.freshness ? el('span', { class: `fresh fresh-${data.freshness}` }, t(`panel.${data.freshness}`)) : null),
    (panels[kind] ?? waiting)(data, kind));
}

const isWaiting = (state, data) => state === 'asking' || data?.kind === 'PENDING';

const panels = {
  asking: () => waiting(null, 'asking'),
  PENDING: () => waiting(null, 'pending'),
  UNKNOWN: () => [el('p', { class: 'panel-name' }, t('panel.unknown')), el('p', { class: 'panel-hint' }, icon('lead'), t('panel.unknown.hint'))],
  ANONYMOUS: () => [el('p', { class: 'panel-name' }, t('panel.anonymous')), el('p', { class: 'panel-hint' }, t('panel.anonymous.hint'))],
  KNOWN: (card) => [
    el('p', { class: 'panel-name' }, card.caller.name),
    el('p', { class: 'panel-company' }, card.caller.company ?? t(`panel.${card.caller.type}`)),
    card.deal ? deal(card.deal) : null,
    card.lead ? el('div', { class: 'deal' }, el('small', {}, t('panel.lead')), el('b', {}, card.lead.title), el('span', { class: 'stage' }, card.lead.stage)) : null,
    el('p', { class: 'panel-foot' },
      card.caller.responsible ? `${t('panel.responsible')}: ${card.caller.responsible}` : '',
      card.matches > 1 ? el('span', { class: 'matches' }, t('panel.matches', { count: card.matches })) : null),
  ].filter(Boolean),
};

function waiting(card, kind) {
  const moving = kind === 'asking' || kind === 'pending';
  return [el('p', { class: 'panel-wait' }, t(`panel.${kind}`)), moving ? el('div', { class: 'bones', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')) : null].filter(Boolean);
}

function deal(open) {
  return el('div', { class: 'deal' },
    el('small', {}, t('panel.deal')),
    el('b', {}, open.title),
    el('span', { class: 'stage' }, open.stage),
    el('span', { class: 'amount' }, money(open.amount, open.currency)));
}

function spoken() {
  if (phone.screen === 'ringing') return `${t('phone.incoming')}: ${pretty(phone.call.number)}`;
  if (phone.screen === 'talking') return t('phone.talking');
  return phone.screen === 'over' ? t(`phone.over.${phone.call.outcome}`) : '';
}
