// npm test: every test in every engine. ENGINE=firefox, or ENGINE=chromium,webkit, chooses among the engines;
// npm test -- errors tabs chooses among the files.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chosenEngines } from './support/engines.mjs';

const here = new URL('./', import.meta.url).pathname;
const named = process.argv.slice(2);
const filesOf = (engine) =>
  ['', `${engine}/`].filter((folder) => existsSync(here + folder))
    .flatMap((folder) => readdirSync(here + folder, { withFileTypes: true }).map(({ name }) => folder + name))
    .filter((name) => name.endsWith('.test.mjs') && (!named.length || named.some((part) => name.includes(part))));

let failed = false;
for (const engine of chosenEngines()) {
  const files = filesOf(engine);
  console.log(`+ ${engine}: ${files.join(' ')}`);
  const start = Date.now();
  // All files in one process, which starts the browser once.
  const { status } = spawnSync(process.execPath, ['--test-reporter=spec', 'support/all.mjs', ...files], {
    cwd: here,
    env: { ...process.env, ENGINE: engine },
    stdio: 'inherit',
  });
  console.log(`= ${engine}: ${status === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - start) / 1000)} s\n`);
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
