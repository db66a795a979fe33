// Measures cold starts and warm requests of the packaged function and of other candidates. mvn -Pbench runs it on Linux
// (docs/performance.md). The run ends if a candidate answers with another status than 201.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { environment, UPSTREAMS } from './environment.mjs';
import { changes, distribution, picture, table } from './report.mjs';

// The known flags of AWS's managed runtime for Java 17, and the executable's limits of the heap (pom.xml).
const JVM_FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto', '-Xmn8m', '-Xmx64m'];
const DROP_CACHES = '/proc/sys/vm/drop_caches';
/** After this many warm requests, the next candidate gets its turn. */
const TURN = 20;

const option = { type: 'string', default: '' };
const { values: options } = parseArgs({
  options: { java: option, starts: option, requests: option, function: option, peer: option, baseline: option },
});
const [starts, requests] = [options.starts, options.requests].map(Number);
assert(starts > 0 && requests > 0, 'bench.starts and bench.requests are numbers above zero.');
const list = (text) => text.split(/\s*;\s*/).filter((entry) => entry !== '');
const baseline = options.baseline === '' ? undefined : JSON.parse(fs.readFileSync(options.baseline, 'utf8'));

const target = resolve(import.meta.dirname, '../target');
const out = `${target}/bench`;
fs.mkdirSync(out, { recursive: true });
const work = fs.mkdtempSync(`${out}/run-`);
const event = fs.readFileSync(`${import.meta.dirname}/event.json`, 'utf8');
const java = (tool) => `${options.java}/bin/${tool}`;
process.on('exit', () => fs.rmSync(work, { recursive: true }));

/** Unpacks a function into a directory of its own, as Lambda does. */
function unpacked(artifact) {
  const directory = fs.mkdtempSync(`${work}/function-`);
  const zipped = artifact.endsWith('.zip');
  if (zipped) {
    execFileSync(java('jar'), ['xf', artifact], { cwd: directory });
  }
  const executable = zipped ? `${directory}/bootstrap` : artifact;
  if (fs.existsSync(executable)) {
    fs.chmodSync(executable, 0o755);
    const size = fs.statSync(executable).size;
    const zip = zipped ? fs.statSync(artifact).size : deflateRawSync(fs.readFileSync(artifact)).length;
    return { name: 'native', kind: 'native', command: [executable], directory, executable: size, zip };
  }
  const classPath = `${directory}:${directory}/lib/*:${target}/test-classes`;
  const command = [java('java'), ...JVM_FLAGS, '-cp', classPath, 'io.connectgateway.sandbox.JvmFunction'];
  return { name: 'JVM', kind: 'jvm', command, directory, zip: fs.statSync(artifact).size };
}

function allCandidates() {
  const all = [];
  for (const artifact of [`${target}/function.zip`, ...list(options.function)]) {
    const candidate = unpacked(resolve(artifact));
    const taken = all.some(({ name }) => name === candidate.name);
    all.push(taken ? { ...candidate, name: `${candidate.name} ${artifact}` } : candidate);
  }
  for (const peer of list(options.peer)) {
    all.push({ name: peer, kind: 'peer', command: peer.split(/\s+/), directory: resolve(target, '..') });
  }
  return all;
}

/** Makes a certificate for this run. */
function certificate() {
  const store = ['-keystore', `${work}/localhost.p12`, '-storepass', 'changeit', '-alias', 'localhost'];
  const names = ['-dname', 'CN=localhost', '-ext', 'san=dns:localhost'];
  execFileSync(java('keytool'), ['-genkeypair', ...store, ...names, '-keyalg', 'RSA'], { stdio: 'ignore' });
  const pem = `${work}/localhost.pem`;
  execFileSync(java('keytool'), ['-exportcert', ...store, '-rfc', '-file', pem], { stdio: 'ignore' });
  return { pfx: fs.readFileSync(`${work}/localhost.p12`), passphrase: 'changeit', pem };
}

/** Sends warm requests to one environment of each candidate. With realistic upstreams also one every two seconds. */
async function warmRequests(upstreams) {
  const all = candidates.map((candidate) => environment(candidate, upstreams, localhost, event));
  const measure = async (count, turn, pause) => {
    console.log(`${count} requests, upstreams ${upstreams}${pause ? `, one every ${pause / 1000} s` : ''}`);
    for (let sent = 0; sent < count; sent += turn) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      for (const one of all) {
        await one.requests(Math.min(turn, count - sent));
      }
    }
    all.forEach((one, i) => results[i].warm.push({ upstreams, pause, ...one.warm() }));
  };
  for (const one of all) {
    await one.coldStart();
  }
  await measure(requests, TURN, 0);
  if (upstreams === 'realistic') {
    await measure(Math.min(requests, Math.max(5, Math.round(requests / 40))), 1, 2_000);
  }
  await Promise.all(all.map((one) => one.close()));
}

function droppable() {
  try {
    fs.accessSync(DROP_CACHES, fs.constants.W_OK);
    return true;
  } catch {
    return false; // only root can
  }
}

/** Starts the candidates in turn, each time in a new environment. */
async function coldStarts(upstreams, pageCache) {
  console.log(`${starts} cold starts, upstreams ${upstreams}, page cache ${pageCache}`);
  const samples = candidates.map(() => []);
  for (let start = 0; start < starts; start++) {
    for (const [i, candidate] of candidates.entries()) {
      if (pageCache === 'dropped') {
        execFileSync('sync');
        fs.writeFileSync(DROP_CACHES, '3');
      }
      const one = environment(candidate, upstreams, localhost, event);
      samples[i].push(await one.coldStart());
      await one.close();
    }
  }
  samples.forEach((all, i) => {
    const of = (figure) => distribution(all.map((sample) => sample[figure]));
    const figures = Object.fromEntries(Object.keys(all[0]).map((figure) => [figure, of(figure)]));
    results[i].coldStarts.push({ upstreams, pageCache, ...figures, samples: all });
  });
}

/** Counts in the JVM artifact: the result is the same on a busy machine. */
async function inProcess(candidate) {
  const one = environment(candidate, 'none', localhost, event);
  const program = [`${import.meta.dirname}/InProcess.java`, `${import.meta.dirname}/event.json`];
  await one.start([...candidate.command.slice(0, -1), ...program, `${Math.max(100, requests)}`]);
  const printed = await one.output();
  await one.close();
  const figures = /^in process: (.*)$/m.exec(printed);
  assert(figures, `InProcess.java failed:\n${printed}`);
  return JSON.parse(figures[1]);
}

const localhost = certificate();
const candidates = allCandidates();
const results = candidates.map(({ command, directory, ...rest }) => ({ ...rest, coldStarts: [], warm: [] }));
for (const upstreams of Object.keys(UPSTREAMS)) {
  await warmRequests(upstreams); // first, because its cold starts do not count and fill the page cache
  await coldStarts(upstreams, 'warm');
}
if (droppable()) {
  await coldStarts('realistic', 'dropped');
}
for (const [i, candidate] of candidates.entries()) {
  results[i].inProcess = candidate.kind === 'jvm' ? await inProcess(candidate) : undefined;
}

const machine = { os: `${os.type()} ${os.release()}`, processor: os.cpus()[0].model, cores: os.cpus().length };
const run = { date: new Date(), starts, requests, machine, upstreams: UPSTREAMS, candidates: results };
fs.writeFileSync(`${out}/bench.json`, `${JSON.stringify(run, null, 2)}\n`);
fs.writeFileSync(`${out}/cold-start.svg`, picture(run));
console.log(`\n${table(run)}\n`);
if (baseline) {
  console.log(`${changes(run, baseline)}\n`);
}
console.log(`All figures and a picture are in ${out}.`);
