import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { projectNode, root, run } from './steps.mjs';

const folder = join(root, 'node_modules/electron');

/** Long enough for 120 MB over a slow line; a network that is closed is noticed before this by `reachable`. */
const downloadLimitMs = 10 * 60_000;

/** @returns {string | null} the path of Electron's own program, or `null` where its binary was not downloaded */
export function electronBinary() {
  const name = join(folder, 'path.txt');
  if (!existsSync(name)) return null;
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), readFileSync(name, 'utf8'));
  return existsSync(path) ? path : null;
}

/** @returns {Promise<boolean>} whether the machine that serves the binary can be reached (a proxy is taken at its word) */
function reachable() {
  if (process.env.HTTPS_PROXY ?? process.env.https_proxy ?? process.env.ELECTRON_GET_USE_PROXY)
    return Promise.resolve(true);
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/';
  const { hostname, port, protocol } = new URL(mirror);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) || (protocol === 'http:' ? 80 : 443), timeout: 5000 });
    const end = (answer) => () => (socket.destroy(), resolve(answer));
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

/**
 * Downloads Electron's binary with Electron's own installer (which checks its checksum).
 *
 * @returns {Promise<boolean>} whether it is there now
 */
export async function downloadElectron() {
  if (!(await reachable())) return false;
  await run(projectNode(), [join(folder, 'install.js')], { timeoutMs: downloadLimitMs });
  return electronBinary() !== null;
}
