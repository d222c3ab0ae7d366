/** Small ways to build and refresh elements. */

const SVG = 'http://www.w3.org/2000/svg';
const shown = new WeakMap();

/** An element; attributes that start with "on" are listeners, false and null are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An icon of icons.svg, invisible to screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `/demo/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

export const byId = (id) => document.getElementById(id);

/** Replaces the children, but only when what they show has changed, so that focus and animations stay. */
export function show(node, content, build) {
  const key = JSON.stringify(content);
  if (shown.get(node) === key) return;
  shown.set(node, key);
  node.replaceChildren(...[build(content)].flat().filter(Boolean));
}

/** A list that animates what is new in it: rows keep their element as long as their id stays. */
export function list(node, rows, id, build, empty) {
  const old = new Map([...node.children].map((row) => [row.dataset.id, row]));
  const begun = node.dataset.begun;
  const now = rows.map((row) => {
    const known = old.get(String(id(row)));
    const key = JSON.stringify(row) + document.documentElement.lang;
    if (known && shown.get(known) === key) return known;
    const made = build(row);
    made.dataset.id = id(row);
    if (begun) made.classList.add(known ? 'changed' : 'new');
    shown.set(made, key);
    return made;
  });
  node.dataset.begun = 'yes';
  if (now.length === 0) now.push(el('li', { class: 'empty' }, empty));
  const same = now.length === node.children.length && now.every((row, i) => row === node.children[i]);
  if (!same && !(now.length === 1 && sameEmpty(node, empty, now[0]))) replaceKeepingFocus(node, now);
}

function sameEmpty(node, empty, row) {
  const only = node.children.length === 1 ? node.firstElementChild : null;
  return row.className === 'empty' && only?.className === 'empty' && only.textContent === empty;
}

function replaceKeepingFocus(node, rows) {
  const focused = node.contains(document.activeElement) ? document.activeElement.closest('[data-id]')?.dataset.id : null;
  node.replaceChildren(...rows);
  if (focused && !node.contains(document.activeElement)) {
    rows.find((row) => row.dataset.id === focused)?.querySelector('button, summary')?.focus();
  }
}
