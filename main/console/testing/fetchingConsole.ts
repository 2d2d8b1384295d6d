import { createMemoryVault } from '../../vault/memoryVault.ts';
import type { StatementPeriod } from '../../../shared/domain/statement.ts';
import { deskOf, openConsole } from './openConsole.ts';

/**
 * A console in a process of its own that fetches a statement, for a test that kills it on the way:
 * `fetchingConsole.ts <options as JSON>`. Prints `half` once some of the file is on the disk, and then stands still.
 */
const { dir, keyId, privateKey, period } = JSON.parse(process.argv[2]!) as Record<string, string>;
setInterval(() => {}, 60_000);

/** Lets the first bytes of a download through and holds back the rest. */
const held: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (!String(input).includes('/statements/')) return response;
  const body = response.body!.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, out) {
        out.enqueue(piece.subarray(0, 64));
        setTimeout(() => process.stdout.write('half\n'), 200);
        return new Promise(() => {});
      },
    }),
  );
  return new Response(body, { status: response.status, headers: response.headers });
};

const vault = createMemoryVault();
await vault.storeKey(keyId!, Buffer.from(privateKey!, 'base64'));
const shop = await openConsole({ dir: dir!, vault, fetch: held, now: () => Date.now() + 2 * 86_400_000 });
await deskOf(shop).statements.fetch(['trade'], period as StatementPeriod);
