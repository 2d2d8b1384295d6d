import { networkInterfaces } from 'node:os';

/** The address of this computer in its network, for `risk_check_data` (huifu-api.md §3.3.8); loopback where it has none. */
export function deviceAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((one) => one ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
