/** The texts of the page in German and English, and how numbers and times are written. */

const KEPT = 'simtrix.demo.language';
let texts = {};

export const language = () => document.documentElement.lang;

/** The language the visitor chose before, else the browser's, else English. */
export function preferred() {
  const wanted = localStorage.getItem(KEPT) ?? navigator.language ?? 'en';
  return wanted.toLowerCase().startsWith('de') ? 'de' : 'en';
}

export async function speak(wanted) {
  texts = await (await fetch(`/demo/texts/${wanted}.json`)).json();
  document.documentElement.lang = wanted;
  document.title = `SIMtrix ${t('title')}`;
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', t(node.dataset.label));
  for (const node of document.querySelectorAll('[data-placeholder]')) node.placeholder = t(node.dataset.placeholder);
  for (const node of document.querySelectorAll('[data-language]')) {
    node.setAttribute('aria-pressed', String(node.dataset.language === wanted));
  }
}

export async function choose(wanted) {
  localStorage.setItem(KEPT, wanted);
  await speak(wanted);
}

/** The text of a key, its {placeholders} filled in. */
export function t(key, values = {}) {
  const text = texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The text of a key for a count; "key.one" is for one. */
export const counted = (key, count) => t(count === 1 ? `${key}.one` : key, { count });

/** A German number with its groups, any other as it is. */
export function pretty(number) {
  if (!number) return t('phone.withheld');
  const german = /^\+49(1[567]\d|30|40|69|89|[2-9]\d{2,3})(\d+)$/.exec(number);
  return german ? `+49 ${german[1]} ${german[2]}` : number;
}

export function minutes(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export const clock = (when) =>
  new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }).format(new Date(when));

export const shortClock = (when) =>
  new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(when));

export const day = (when) =>
  new Intl.DateTimeFormat(language(), { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(when));

export const money = (amount, currency) =>
  new Intl.NumberFormat(language(), { style: 'currency', currency, maximumFractionDigits: 0 }).format(Number(amount));

/** ISO-8601 with the offset of this clock, as the bridge API wants times. */
export function isoWithOffset(when) {
  const minutesEast = -when.getTimezoneOffset();
  const local = new Date(when.getTime() + minutesEast * 60_000).toISOString().slice(0, -1);
  const pad = (n) => String(n).padStart(2, '0');
  const off = Math.abs(minutesEast);
  return `${local}${minutesEast < 0 ? '-' : '+'}${pad(Math.floor(off / 60))}:${pad(off % 60)}`;
}
