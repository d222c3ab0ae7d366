/** Puts the page together and looks once a second at what has changed. */
import { byId, el, icon } from './dom.js';
import * as bridge from './bridge.js';
import * as callers from './callers.js';
import * as log from './log.js';
import * as outbox from './outbox.js';
import * as portal from './portal.js';
import * as screen from './screen.js';
import * as server from './server.js';
import * as tour from './tour.js';
import { heard, insertSim, onChange, phone } from './phone.js';
import { choose, preferred, speak, t } from './texts.js';

const LOOK_EVERY_MS = 700;
const THEME = 'simtrix.demo.theme';
let session;
let now = null;

async function start() {
  portal.build();
  theme(localStorage.getItem(THEME));
  await speak(preferred());
  const begun = await bridge.begin();
  session = begun.session;
  insertSim(session.line);
  server.build(session);
  callers.build(begun.callers, begun.unknown);
  tour.build();
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', async () => {
      await choose(button.dataset.language);
      drawAll();
    });
  }
  byId('theme').addEventListener('click', () => theme(isDark() ? 'light' : 'dark'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => theme(localStorage.getItem(THEME)));
  onChange(drawPhone);
  outbox.onChange(drawPhone);
  bridge.onLog(log.draw);
  drawAll();
  setInterval(() => { screen.tick(); server.tick(); }, 250);
  look();
}

/** One look at the server after the other, for as long as the page is open. */
async function look() {
  try {
    const [watch, read] = await Promise.all([bridge.watch(callers.shown()), server.read()]);
    now = { watch, server: read };
    const mine = read.calls.find((call) => call.callId === phone.call?.id);
    if (mine) heard(mine.status);
    callers.offer(watch.unknown);
    byId('lost').hidden = true;
    drawColumns();
  } catch (reason) {
    console.warn(reason);
    byId('lost').hidden = false;
  }
  setTimeout(look, LOOK_EVERY_MS);
}

function drawAll() {
  byId('phone-owner').textContent = t('phone.title', { user: session.user });
  theme(localStorage.getItem(THEME));
  callers.draw();
  drawPhone();
  drawColumns();
  log.draw();
}

function drawPhone() {
  screen.draw();
  callers.refresh();
  tour.draw(now);
}

function drawColumns() {
  if (now) {
    portal.draw(now.watch, callers.shown());
    server.draw(now.server, now.watch.retries, callers.names());
  }
  tour.draw(now);
}

/** @param wanted light, dark, or null for what the system prefers */
function theme(wanted) {
  if (wanted) {
    localStorage.setItem(THEME, wanted);
    document.documentElement.dataset.theme = wanted;
  }
  const key = isDark() ? 'theme.light' : 'theme.dark';
  byId('theme').replaceChildren(icon(isDark() ? 'sun' : 'moon'));
  byId('theme').setAttribute('aria-label', t(key));
  byId('theme').title = t(key);
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

start().catch((reason) => {
  byId('lost').hidden = false;
  byId('lost').append(el('small', {}, ` ${reason.message}`));
});
