import { EventEmitter } from 'node:events';

/** Thrown for any part of Electron that the console did not use when the stand-in was written. */
export class NotInStandIn extends Error {
  constructor(what: string) {
    super(
      `${what} is not part of the stand-in host; add it to tests/electron-host, typed after Electron's own declarations`,
    );
    this.name = 'NotInStandIn';
  }
}

/** What JavaScript itself, Node's printing and test runners look for on any object. */
const harmless = new Set<PropertyKey>(['then', 'toJSON', 'constructor', 'nodeType', '$$typeof', 'asymmetricMatch']);

/** Wraps a part of the stand-in so that reading a member it does not have throws by name instead of giving `undefined`. */
export function strict<T extends object>(name: string, part: T): T {
  return new Proxy(part, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || harmless.has(key))
        return Reflect.get(target, key, target) as unknown;
      throw new NotInStandIn(`${name}.${key}`);
    },
    set(target, key, value) {
      if (key in target) return Reflect.set(target, key, value, target);
      throw new NotInStandIn(`${name}.${String(key)} = …`);
    },
  });
}

/** Throws when an options object asks for something that the stand-in does not know. */
export function onlyKnown(owner: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options)) if (!known.includes(key)) throw new NotInStandIn(`${owner} option '${key}'`);
}

type Listener = (...args: never[]) => unknown;

const as = (listener: Listener) => listener as (...args: unknown[]) => void;

/** An emitter that knows the names of its events: listening to any other throws. */
export function createEvents<Name extends string>(owner: string, names: readonly Name[]) {
  const emitter = new EventEmitter();
  const check = (name: string) => {
    if (!(names as readonly string[]).includes(name)) throw new NotInStandIn(`${owner}.on('${name}')`);
  };
  return {
    on: (name: string, listener: Listener) => void (check(name), emitter.on(name, as(listener))),
    once: (name: string, listener: Listener) => void (check(name), emitter.once(name, as(listener))),
    off: (name: string, listener: Listener) => void (check(name), emitter.off(name, as(listener))),
    removeAllListeners: (name: string) => void (check(name), emitter.removeAllListeners(name)),
    listens: (name: Name) => emitter.listenerCount(name) > 0,
    emit: (name: Name, ...args: unknown[]) => void emitter.emit(name, ...args),
    /** Emits with an event object carrying `details`; returns whether a listener prevented the default. */
    ask(name: Name, details: object, ...args: unknown[]): boolean {
      let prevented = false;
      const event = {
        ...details,
        preventDefault: () => void (prevented = true),
        get defaultPrevented() {
          return prevented;
        },
      };
      emitter.emit(name, event, ...args);
      return prevented;
    },
  };
}
