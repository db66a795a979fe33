// npm test: every test in every engine. ENGINE=firefox, or ENGINE=chromium,webkit, chooses among the engines;
// npm test -- errors tabs chooses among the files.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chosenEngines } from './support/engines.mjs';
import { startShops } from './support/sandbox.mjs';

const here = new URL('./', import.meta.url).pathname;
const named = process.argv.slice(2);
const isTest = (name) => name.endsWith('.test.mjs') && (!named.length || named.some((part) => name.includes(part)));
/** The files for every engine, and those for this one. */
const filesOf = (engine) =>
  ['', `${engine}/`]
    .filter((folder) => existsSync(here + folder))
    .flatMap((folder) => readdirSync(here + folder).map((name) => folder + name))
    .filter(isTest);

const engines = chosenEngines();
const needsSandbox = engines.flatMap(filesOf).some((file) => /sandbox|demo-shop|playground/.test(file));
const shops = needsSandbox ? await startShops() : { close() {} };
let failed = false;
for (const engine of engines) {
  const files = filesOf(engine);
  console.log(`+ ${engine}: ${files.join(' ')}`);
  const start = Date.now();
  // All files in one process, which starts the browser once.
  const tests = spawn(process.execPath, ['--test-reporter=spec', 'support/all.mjs', ...files], {
    cwd: here,
    env: { ...process.env, ...shops.env, ENGINE: engine },
    stdio: 'inherit',
  });
  const [code] = await once(tests, 'exit');
  console.log(`= ${engine}: ${code === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - start) / 1000)} s\n`);
  failed ||= code !== 0;
}
shops.close();
process.exit(failed ? 1 : 0);
