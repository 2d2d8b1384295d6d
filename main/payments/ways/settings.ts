import { networkInterfaces } from 'node:os';
import {
  defaultWaySettings,
  waySettingsSchema,
  type WaySettings,
  type WaysView,
} from '../../../shared/contract/ways.ts';
import { wayChoices, type WayChoice } from '../../../shared/domain/way.ts';
import type { Ledger } from '../../ledger/types.ts';

/** How one merchant collects, kept as JSON in the ledger's settings. What does not parse counts as not set. */
export interface WayStore {
  read(): Promise<WaySettings>;
  save(settings: WaySettings): Promise<void>;
  /** What the till point has chosen for its next payment; the first that is on where it has chosen nothing. */
  choice(till: string): Promise<WayChoice>;
  choose(till: string, choice: WayChoice): Promise<void>;
  view(till: string): Promise<WaysView>;
}

export function createWayStore(ledger: Ledger, profileId: () => string): WayStore {
  const settingsKey = () => `ways:${profileId()}`;
  const choiceKey = (till: string) => `way:${profileId()}:${till}`;

  async function read(): Promise<WaySettings> {
    const stored = parseJson(await ledger.setting(settingsKey()));
    // What a later version has added to the defaults is there for older records too.
    const parsed = waySettingsSchema.safeParse({ ...defaultWaySettings, ...(isObject(stored) ? stored : {}) });
    return parsed.success ? parsed.data : defaultWaySettings;
  }

  async function choice(till: string): Promise<WayChoice> {
    const { on } = await read();
    const stored = await ledger.setting(choiceKey(till));
    return on.find((one) => one === stored) ?? firstOf(on);
  }

  return {
    read,
    save: (settings) => ledger.saveSetting(settingsKey(), JSON.stringify(settings)),
    choice,
    choose: (till, chosen) => ledger.saveSetting(choiceKey(till), chosen),
    async view(till) {
      const settings = await read();
      return { settings, choice: await choice(till), deviceIp: deviceIpOf(settings) };
    },
  };
}

/** In the order in which the counter shows them. */
function firstOf(on: readonly WayChoice[]): WayChoice {
  return wayChoices.find((one) => on.includes(one)) ?? 'hosted';
}

/**
 * The till's IP address for risk control (huifu-api.md §3.3.8). The shop's public one cannot be known from behind a
 * router; unless the shop has given it, this computer's own address stands in.
 */
export function deviceIpOf(settings: WaySettings): string {
  if (settings.deviceIp !== '') return settings.deviceIp;
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal);
  return own?.address ?? '127.0.0.1';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
