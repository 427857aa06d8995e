/** What jsdom lacks of a browser and the libraries of Grafana ask for as soon as they are loaded. */
import { TextDecoder, TextEncoder } from 'node:util';

/** Never says anything: nothing has a size in jsdom, and nothing comes into view. */
class SilentObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
  takeRecords(): never[] {
    return [];
  }
}

/** Real ports keep a worker of Jest alive; this one has no handle that anything waits for. */
class TimerMessageChannel {
  readonly port1: { onmessage: ((event: { data: unknown }) => void) | null } = { onmessage: null };
  readonly port2 = {
    postMessage: (data: unknown): void => {
      setTimeout(() => this.port1.onmessage?.({ data }), 0);
    },
  };
}

/** A path that is never drawn. */
class NoPath {
  addPath(): void {}
}

/** A media query that never matches. */
function matchMedia(media: string) {
  return {
    matches: false,
    media,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    dispatchEvent: () => false,
  };
}

Object.assign(globalThis, {
  TextDecoder,
  TextEncoder,
  ResizeObserver: SilentObserver,
  IntersectionObserver: SilentObserver,
  Path2D: NoPath,
  MessageChannel: TimerMessageChannel,
  matchMedia,
  // As on https: the clipboard is there.
  isSecureContext: true,
});

// Widgets measure their texts on a canvas; jsdom has none.
Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
  value: () =>
    new Proxy(
      {},
      {
        get: (_target, name) => (name === 'measureText' ? () => ({ width: 10 }) : () => undefined),
        set: () => true,
      },
    ),
});
// Lists draw the rows that they have room for; nothing has a size in jsdom.
Object.defineProperties(Element.prototype, {
  clientHeight: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 1200 },
});
// jsdom has no pseudo elements, and says so at length for each that is asked for.
const getComputedStyle = window.getComputedStyle.bind(window);
window.getComputedStyle = (element) => getComputedStyle(element);
Element.prototype.scrollIntoView = () => undefined;

// i18next advertises its makers' service on the console; nothing else here speaks there.
Object.assign(console, { info: () => undefined });
