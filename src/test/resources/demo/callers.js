/** Who may call, and whose timeline is shown: always that of the last caller. */
import { byId, el, icon } from './dom.js';
import * as outbox from './outbox.js';
import { isBusy, ring } from './phone.js';
import { pretty, t } from './texts.js';

const HUES = [255, 205, 330, 150, 25, 285, 90];
let people = [];
let unknown = null;
let last = null;

/** The number whose timeline is shown; null for a withheld one. */
export const shown = () => last;

/** Names by number, for lists of calls. */
export const names = () => new Map(people.map((person) => [person.number, person.name]));

/**
 * @param known who stands in the CRM
 * @param free a number that does not
 */
export function build(known, free) {
  people = known;
  unknown = free;
  last = people[0].number;
  byId('typed').addEventListener('submit', (submit) => {
    submit.preventDefault();
    const number = byId('typed-number').value.trim();
    if (number && !isBusy()) call(null, number);
  });
  for (const name of ['offline', 'twice', 'late']) {
    const box = byId(`trouble-${name}`);
    box.checked = outbox.trouble[name];
    box.addEventListener('change', () => {
      outbox.trouble[name] = box.checked;
      outbox.changed();
    });
  }
}

/** All rows anew, in the language of now. */
export function draw() {
  const rows = people.map((person, index) => row(person.name, note(person.owner), initials(person.name), person.number, HUES[index % HUES.length]));
  rows.push(row(t('caller.unknown'), pretty(unknown), '?', unknown, null));
  rows.push(row(t('caller.withheld'), t('caller.withheld.note'), '–', null, null));
  byId('caller-list').replaceChildren(...rows);
  byId('caller-list').children[people.length].firstElementChild.id = 'unknown-caller';
  refresh();
}

/** Another number that stands in no record, once the one before has become a lead. */
export function offer(free) {
  if (free === unknown || isBusy()) return;
  unknown = free;
  const button = byId('unknown-caller');
  button.dataset.caller = free;
  button.querySelector('small').textContent = pretty(free);
}

/** Nobody can call while the phone is busy. */
export function refresh() {
  for (const button of document.querySelectorAll('#caller-list button, #typed button')) {
    button.setAttribute('aria-disabled', String(isBusy()));
  }
}

function row(name, words, letters, number, hue) {
  const disc = el('span', { class: `avatar${hue === null ? ' nobody' : ''}`, 'aria-hidden': 'true' }, letters);
  if (hue !== null) disc.style.setProperty('--hue', hue);
  return el('li', {},
    el('button', { type: 'button', class: 'caller', 'data-caller': number ?? 'withheld', onclick: (click) => !isBusy() && call(name, number && click.currentTarget.dataset.caller) },
      disc, el('span', { class: 'caller-words' }, el('b', {}, name), el('small', {}, words)), icon('phone')));
}

function call(name, number) {
  last = number;
  ring(name, number);
  byId('screen').parentElement.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
}

const note = (owner) => t(`caller.${owner.type}${owner.deal ? '.deal' : ''}`);

const initials = (name) =>
  name.split(/[\s&]+/).filter(Boolean).slice(0, 2).map((word) => word[0]).join('').toUpperCase();
