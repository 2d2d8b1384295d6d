import { once } from 'node:events';
import { connect } from 'node:net';

const UNLOCK = 1;

/**
 * Unlocks the private keychain of a running console (see scripts/keychain.mjs), as a person would who types the password
 * elsewhere: over gnome-keyring's control socket, the way its PAM module does. All numbers are 32 bits, big-endian.
 */
export async function unlockKeychain(home: string, password = 'practice-only'): Promise<void> {
  const socket = connect(`${home}/run/keyring/control`);
  const request = Buffer.alloc(12);
  request.writeUInt32BE(request.length + password.length);
  request.writeUInt32BE(UNLOCK, 4);
  request.writeUInt32BE(password.length, 8);
  // The first byte only carries the sender's credentials.
  socket.write(Buffer.concat([Buffer.alloc(1), request, Buffer.from(password)]));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  const result = answer.readUInt32BE(4);
  if (result !== 0) throw new Error(`the keychain was not unlocked (${result})`);
}
