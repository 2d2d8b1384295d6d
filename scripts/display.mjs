import { spawn } from 'node:child_process';
import { PlainError } from './steps.mjs';

/**
 * Starts a virtual screen (Xvfb), which finds a free display number itself. It runs in a process group of its own, so that
 * Ctrl+C reaches the console first and the screen goes last.
 *
 * @returns {Promise<{ display: string, stop: () => void }>} `display` as in the variable DISPLAY
 */
export function startDisplay() {
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', '1440x960x24', '-nolisten', 'tcp', '-noreset'];
    const child = spawn('Xvfb', args, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const failed = () =>
      reject(
        new PlainError(
          'There is no screen, and a virtual one (Xvfb) could not be started. Install xvfb and start again.',
        ),
      );
    child.once('error', failed).once('exit', failed);
    let number = '';
    child.stdio[3]?.on('data', (bytes) => {
      number += bytes;
      if (!number.endsWith('\n')) return;
      const stop = () => child.kill();
      process.once('exit', stop);
      child.unref();
      child.stdio[3]?.destroy();
      resolve({ display: `:${number.trim()}`, stop });
    });
  });
}
