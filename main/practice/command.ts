import { parseArgs } from 'node:util';
import { startPracticeGateway, type PracticeGateway } from './index.ts';
import { readyFacts } from './readyFacts.ts';
import { fill, words } from './words.ts';

const languages = ['zh-CN', 'en'] as const;
type CommandWord = keyof (typeof words)['en']['command'];

/** Serves until it is told to stop. One line of JSON on stdout with `--json`, words for a person without. */
async function main(): Promise<void> {
  const options = readOptions();
  if (options === null) return;
  const gateway = await startPracticeGateway({
    ...(options.port !== undefined && { port: options.port }),
    ...(options.dataDir !== undefined && { dataDir: options.dataDir }),
  }).catch((error: unknown) => {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    return fail(taken ? 'portTaken' : 'cannotStart', { port: String(options.port), detail: messageOf(error) });
  });
  if (!gateway) return;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void gateway.close().then(() => process.exit(0)));
  }
  console.log(options.json ? JSON.stringify({ event: 'ready', ...readyFacts(gateway) }) : readyWords(gateway));
}

function readOptions(): { port?: number; dataDir?: string; json: boolean } | null {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(say('usage', {}, '\n\n'));
      return null;
    }
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
      throw new Error(`--port ${values.port}`);
    return {
      json: values.json,
      ...(port !== undefined && { port }),
      ...(values.data !== undefined && { dataDir: values.data }),
    };
  } catch (error) {
    fail('wrongUse', { detail: messageOf(error) });
    return null;
  }
}

function readyWords(gateway: PracticeGateway): string {
  const { sysId, productId, huifuId, projectId } = gateway;
  return [
    say('ready'),
    `${say('gateway', {}, ' / ')}: ${gateway.gatewayUrl}`,
    `${say('control', {}, ' / ')}: ${gateway.controlUrl}`,
    say('merchant', { sysId, productId, huifuId, projectId }),
    `${say('privateKey', {}, ' / ')}:\n${gateway.merchantPrivateKey}`,
    `${say('publicKey', {}, ' / ')}:\n${gateway.huifuPublicKey}`,
  ].join('\n\n');
}

function fail(word: CommandWord, values: Record<string, string>): null {
  console.error(say(word, values));
  process.exitCode = 1;
  return null;
}

function say(word: CommandWord, values: Record<string, string> = {}, between = '\n'): string {
  return languages.map((language) => fill(words[language].command[word], values)).join(between);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

await main();
