import { appEvents } from './app.ts';
import { createEvents, onlyKnown, strict } from './strict.ts';

type ProtocolHandler = Parameters<Electron.Protocol['handle']>[1];
type PermissionCheck = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;

/** Schemes with a real origin; the window maps them onto https addresses that Chromium accepts. */
export const standardSchemes = new Set<string>();

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes) {
    for (const { scheme, privileges } of schemes) {
      onlyKnown('privileges', privileges ?? {}, ['standard', 'secure', 'supportFetchAPI', 'codeCache']);
      if (privileges?.standard && privileges.secure) standardSchemes.add(scheme);
    }
  },
} satisfies Partial<Electron.Protocol>);

function createSession() {
  const events = createEvents('session', ['will-download']);
  const handlers = new Map<string, ProtocolHandler>();
  let permissionCheck: PermissionCheck | null = null;
  let beforeRequest: BeforeRequest | null = null;
  let proxy: Electron.ProxyConfig = {};
  const exposed = strict('session', {
    on: events.on as unknown as Electron.Session['on'],
    setPermissionRequestHandler: (_handler) => {},
    setPermissionCheckHandler: (handler) => void (permissionCheck = handler),
    setDevicePermissionHandler: (_handler) => {},
    setSpellCheckerEnabled: (_enable) => {},
    async setProxy(config) {
      onlyKnown('session.setProxy', config, ['mode', 'proxyRules', 'proxyBypassRules']);
      proxy = config;
    },
    protocol: strict('session.protocol', {
      handle: (scheme, handler) => void handlers.set(scheme, handler),
    } satisfies Partial<Electron.Protocol>) as Electron.Protocol,
    webRequest: strict('session.webRequest', {
      onBeforeRequest: (listener: unknown) => void (beforeRequest = listener as BeforeRequest),
    } satisfies Partial<Electron.WebRequest>) as Electron.WebRequest,
  } satisfies Partial<Electron.Session>) as unknown as Electron.Session;
  return {
    exposed,
    events,
    handler: (scheme: string) => handlers.get(scheme),
    /** The proxy as Chromium's switches; of use only before the window's Chromium has started. */
    proxySwitches: () => [
      ...(proxy.proxyRules ? [`--proxy-server=${proxy.proxyRules}`] : []),
      ...(proxy.proxyBypassRules ? [`--proxy-bypass-list=${proxy.proxyBypassRules}`] : []),
    ],
    /** Whether a page of this session may have a permission; without a handler Electron says yes. */
    permits: (permission: Parameters<PermissionCheck>[1], origin: string) =>
      permissionCheck?.(null, permission, origin, {} as Electron.PermissionCheckHandlerHandlerDetails) ?? true,
    /** Whether `webRequest` lets a request go. */
    lets: (url: string, method: string) =>
      new Promise<boolean>((resolve) => {
        if (!beforeRequest) resolve(true);
        else
          beforeRequest({ url, method } as Electron.OnBeforeRequestListenerDetails, ({ cancel }) =>
            resolve(cancel !== true),
          );
      }),
  };
}

export type StandInSession = ReturnType<typeof createSession>;

const sessions = new Map<string, StandInSession>();

/** Partitions without `persist:` are gone with the process, and so is Chromium's profile; others are not supported. */
export function sessionOf(partition: string): StandInSession {
  const known = sessions.get(partition);
  if (known) return known;
  if (partition.startsWith('persist:')) throw new Error('the stand-in keeps no sessions');
  const created = createSession();
  sessions.set(partition, created);
  appEvents.emit('session-created', created.exposed);
  return created;
}

export const session = strict('session', {
  fromPartition(partition: string, options: Electron.FromPartitionOptions = { cache: true }) {
    onlyKnown('session.fromPartition', options, ['cache']);
    return sessionOf(partition).exposed;
  },
} satisfies Partial<typeof Electron.session>);
