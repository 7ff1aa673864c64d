import type { TvAudit } from './tv-audit-contract.ts';

/** The focus ring lies around its control, by so many pixels of a screen of 1080 lines. */
const ringPixels = 12;

export const showScreen: TvAudit['showScreen'] = (name) => {
  history.replaceState(null, '', `#${name}`);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
};

export const textsBelow: TvAudit['textsBelow'] = (pixels) => {
  const scale = 1080 / window.innerHeight;
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement, textContent } = texts.currentNode;
    if (parentElement === null || textContent?.trim() === '') continue;
    const size = Number.parseFloat(getComputedStyle(parentElement).fontSize) * scale;
    // Computed sizes carry the rounding of floats.
    if (size < pixels - 0.1) found.push(`${textContent} (${size} px)`);
  }
  return found;
};

export const misplaced: TvAudit['misplaced'] = (safeShare) => {
  const { innerWidth: width, innerHeight: height } = window;
  const found: string[] = [];
  for (const element of document.querySelectorAll('h1, h2, p, li, button, figcaption, svg')) {
    const box = element.getBoundingClientRect();
    if (element.closest('.visually-hidden') !== null || box.width * box.height === 0) continue;
    const ring = element === document.activeElement ? (ringPixels * height) / 1080 : 0;
    const isInside =
      box.left - ring >= width * safeShare &&
      box.right + ring <= width * (1 - safeShare) &&
      box.top - ring >= height * safeShare &&
      box.bottom + ring <= height * (1 - safeShare);
    const told = `${element.tagName} ${element.textContent}`;
    if (!isInside) found.push(`${told} lies outside`);
    if (element instanceof HTMLElement && element.scrollWidth > element.clientWidth + 1) {
      found.push(`${told} is wider than what holds it`);
    }
  }
  return found;
};

export const focusRings: TvAudit['focusRings'] = () =>
  [...document.querySelectorAll('button')].filter(
    (button) => getComputedStyle(button).boxShadow !== 'none',
  ).length;

export const isSettled: TvAudit['isSettled'] = () => {
  const controls = [...document.querySelectorAll('button')];
  const isFocused = controls.some((control) => control === document.activeElement);
  return document.fonts.status === 'loaded' && (isFocused || controls.length === 0);
};

export const movingParts: TvAudit['movingParts'] = () => document.getAnimations().length;

export const pressKey: TvAudit['pressKey'] = (key, keyCode, repeat) => {
  const press = { key, keyCode, repeat, bubbles: true, cancelable: true };
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', press));
};

export const keepSilentUntilKey: TvAudit['keepSilentUntilKey'] = () => {
  const { play } = HTMLMediaElement.prototype;
  let pressed = false;
  document.addEventListener('keydown', () => {
    pressed = true;
  });
  HTMLMediaElement.prototype.play = function playIfAllowed() {
    if (pressed || this.muted) return play.call(this);
    this.pause();
    return Promise.reject(new DOMException('no key was pressed', 'NotAllowedError'));
  };
};

export const plays: TvAudit['plays'] = () => {
  const video = document.querySelector<HTMLVideoElement>('[data-testid="remote-video"]');
  return { muted: video?.muted ?? true, paused: video?.paused ?? true };
};
