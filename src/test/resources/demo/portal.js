/** The Bitrix24 column: how it feels, what reaches it, the caller's timeline and the newest leads. */
import { byId, el, icon, list, show } from './dom.js';
import { setMood } from './bridge.js';
import { clock, language, minutes, pretty, t } from './texts.js';

const MOODS = ['NORMAL', 'SLOW', 'DOWN', 'REFUSING', 'HANGING'];
const OUTCOMES = { 200: 'in', 304: 'missed', 603: 'rejected' };

/** Puts the switch there; turning it is an order to the sandbox. */
export function build() {
  for (const mood of MOODS) {
    byId('moods').append(
      el('label', { class: 'segment', 'data-mood': mood },
        el('input', { type: 'radio', name: 'mood', value: mood, onchange: () => setMood(mood) }),
        el('span', { 'data-text': `mood.${mood}` })));
  }
}

/** @param number of the caller that is shown, null when it is withheld */
export function draw(watch, number) {
  const chosen = document.querySelector(`input[name=mood][value=${watch.mood}]`);
  if (!byId('moods').contains(document.activeElement) || !document.querySelector('input[name=mood]:checked')) chosen.checked = true;
  byId('mood-words').textContent = t(`mood.${watch.mood}.words`);
  drawTraffic(watch.traffic);
  drawTimeline(watch, number);
  list(byId('leads'), watch.leads, (lead) => lead.id, leadRow, '');
}

function drawTraffic(traffic) {
  const bars = byId('bars');
  const inMinute = traffic.perSecond.reduce((sum, each) => sum + each, 0);
  bars.setAttribute('aria-label', t('traffic.label', { count: inMinute }));
  if (!bars.children.length) bars.append(...traffic.perSecond.map(() => el('i')));
  const highest = Math.max(4, ...traffic.perSecond);
  traffic.perSecond.forEach((count, index) => bars.children[index].style.setProperty('--height', `${(100 * count) / highest}%`));
  const numbers = [[inMinute, 'traffic.rate'], [traffic.batches, 'traffic.batches'], [traffic.commands, 'traffic.commands']];
  show(byId('traffic-numbers'), [numbers, language()], () =>
    numbers.map(([count, key]) => el('div', {}, el('dd', {}, String(count)), el('dt', {}, t(key)))));
  const latest = traffic.latest[0];
  show(byId('latest'), [latest?.at, latest?.status, language()], () => [
    el('span', {}, `${t('traffic.latest')} `),
    latest ? el('code', { title: latest.commands.join(', ') }, described(latest)) : t('traffic.none'),
  ]);
}

function described(request) {
  const names = new Map();
  request.commands.forEach((name) => names.set(name, (names.get(name) ?? 0) + 1));
  const inside = [...names].map(([name, count]) => (count > 1 ? `${count}× ${name}` : name)).join(', ');
  return inside ? `${request.method} [${inside}]` : request.method;
}

function drawTimeline(watch, number) {
  const owner = watch.owner;
  byId('timeline-title').textContent = owner ? t('timeline.of', { name: owner.name }) : t('timeline.title');
  show(byId('owner'), [owner, number, language()], () =>
    owner ? [el('span', { class: `type type-${owner.type}` }, t(`panel.${owner.type}`)), owner.company, owner.deal ? el('span', { class: 'link' }, icon('deal'), owner.deal) : null].filter(Boolean)
          : number ? t('timeline.nobody', { number: pretty(number) }) : t('timeline.withheld'));
  const timeline = byId('timeline');
  const shown = owner ? `${owner.type} ${owner.id}` : '';
  if (timeline.dataset.shown !== shown) {
    timeline.replaceChildren();
    delete timeline.dataset.begun;
    timeline.dataset.shown = shown;
  }
  list(timeline, watch.timeline, (entry) => `${entry.kind}${entry.id}`, timelineRow, owner ? t('timeline.empty') : '');
}

function timelineRow(entry) {
  if (entry.kind !== 'ACTIVITY') {
    return el('li', { class: 'entry note' }, el('span', { class: 'disc' }, icon('note')), el('div', {}, el('b', {}, entry.text)));
  }
  const known = entry.code in OUTCOMES;
  return el('li', { class: `entry code-${known ? entry.code : 'other'}`, title: entry.text },
    el('span', { class: 'disc' }, icon(known ? OUTCOMES[entry.code] : 'phone')),
    el('div', {},
      el('b', {}, t(`timeline.${known ? entry.code : 'other'}`)),
      entry.seconds ? el('span', { class: 'length' }, minutes(entry.seconds)) : null,
      entry.linked.map((title) => el('small', { class: 'link', title }, icon('deal'), el('span', {}, t('timeline.linked', { deal: title }))))),
    el('time', {}, entry.at ? clock(entry.at) : ''));
}

function leadRow(lead) {
  return el('li', { class: 'lead' },
    el('span', { class: 'disc' }, icon('lead')),
    el('div', {}, el('b', {}, lead.title), el('small', {}, pretty(lead.phone))),
    lead.madeBySimtrix ? el('span', { class: 'badge' }, t('leads.made')) : el('time', {}, clock(lead.at)));
}
