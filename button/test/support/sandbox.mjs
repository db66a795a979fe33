// The sandbox, which Maven builds and runs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const ROOT = new URL('../../../', import.meta.url);

/** True where Maven has built the function after the last change of a module. */
function isBuilt() {
  const time = (path) => statSync(new URL(path, ROOT), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const modules = readdirSync(new URL('button/src', ROOT)).map((name) => time(`button/src/${name}`));
  return time('target/function.zip') > Math.max(...modules);
}

/** Starts a sandbox on a free port; gives its process and its address. */
export async function startSandbox(origin, variables) {
  // Without a goal, Maven builds the function first.
  const goals = isBuilt() ? ['exec:java@sandbox'] : [];
  const options = ['--batch-mode', '-Psandbox', ...goals, '-Dsandbox.port=0', `-Dsandbox.origins=${origin}`];
  const maven = spawn('mvn', options, {
    cwd: ROOT,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => maven.kill());
  const lines = [];
  for await (const line of createInterface(maven.stdout)) {
    const [, gateway] = /Sandbox ready: (\S+)/.exec(line) ?? [];
    if (gateway) {
      maven.stdout.resume();
      return { maven, gateway };
    }
    lines.push(line);
  }
  throw new Error(`no sandbox:\n${lines.slice(-25).join('\n')}`);
}

/** Starts a sandbox, and a shop on another origin that has empty pages; `env` has their addresses for the tests. */
export async function startShops() {
  const shop = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Shop</title>');
  }).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const OTHER_SHOP = `http://localhost:${shop.address().port}`;
  const { maven, gateway } = await startSandbox(OTHER_SHOP);
  const { sessionOrigin } = await (await fetch(`${gateway}/sandbox/settings`)).json();
  return {
    env: { SANDBOX: gateway, CONNECT: sessionOrigin, OTHER_SHOP },
    close() {
      shop.close();
      maven.kill();
    },
  };
}
