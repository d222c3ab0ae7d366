/** The log of the phone's requests: one line each, everything inside. */
import { byId, el, list } from './dom.js';
import * as bridge from './bridge.js';
import { clock, t } from './texts.js';

export function draw() {
  list(byId('log'), bridge.log, (entry) => entry.id, row, t('log.empty'));
}

function row(entry) {
  const path = entry.path.replace(/([0-9a-f]{8})-[0-9a-f-]{27}/, '$1…');
  return el('li', {},
    el('details', { name: 'log' },
      el('summary', {},
        el('time', {}, clock(entry.at)),
        el('b', { class: 'verb' }, entry.method),
        el('code', {}, path),
        el('span', { class: 'what' }, entry.label),
        el('span', { class: `code code-${Math.floor((entry.status ?? 0) / 100)}${entry.status === null ? ' running' : ''}` }, entry.status === null ? '…' : entry.status === 0 ? t('log.failed') : String(entry.status)),
        el('span', { class: 'what' }, gist(entry.answer)),
        el('span', { class: 'ms' }, entry.ms === null ? '' : `${entry.ms} ms`)),
      el('div', { class: 'bodies' },
        entry.body ? el('div', {}, el('h3', {}, t('log.request')), el('pre', {}, JSON.stringify(entry.body, null, 2))) : null,
        entry.answer ? el('div', {}, el('h3', {}, t('log.answer')), el('pre', {}, JSON.stringify(entry.answer, null, 2))) : null)));
}

/** The word of an answer that matters most. */
function gist(answer) {
  return [answer?.kind, answer?.freshness, answer?.status].filter((word) => typeof word === 'string').join(' ') || (answer?.detail ?? '');
}
