// One execution environment of Lambda: a process, its Runtime API, and its own stand-ins for Gigs and Secrets Manager.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { distribution } from './report.mjs';

const GIGS_URL = 'CONNECT_GIGS_URL';
const TOKEN = 'live_0SNlurA049MEWV4OpCwsNyC9Kn2d4VxLfwJc7PJtHc';
const USER = 'usr_0SNlurA049MEWV4OpCwsNyC9Kn2d';
const ID = 'csn_0SNlurA049MEWV1GWxpaE5D0t2D6';
const LOGIN = 'lzODbEyaUQjVRAmalD4pdaq5Nkn1Lw0qTL6Rdsh7PwLVES6N7I';
const URL = `https://connect.gigs.com/checkout/entry?session=${ID}&token=${LOGIN}`;

/** "none" answers at once over plain HTTP, so only the function takes time. Delays are in milliseconds. */
export const UPSTREAMS = {
  none: { secretsManagerDelay: 0, gigsDelay: 0, tls: false },
  realistic: { secretsManagerDelay: 20, gigsDelay: 120, tls: true },
};

const children = new Set();
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/** @param localhost the certificate: pfx and passphrase for a server, pem is the file that a client trusts */
export function environment(candidate, upstreams, localhost, event) {
  const { secretsManagerDelay, gigsDelay, tls } = UPSTREAMS[upstreams];
  const servers = [];
  const connections = new Set();
  let created = 0;
  let invocations = 0;
  let output = '';
  let child, ended, poll, polled, delivered, pending;
  let times = [];
  let switches = 0;

  function fail(why) {
    pending?.reject(new Error(`${candidate.name}: ${why}\nIts output:\n${output}`));
    pending = undefined;
  }

  function deliver() {
    if (poll && pending) {
      poll.setHeader('Lambda-Runtime-Aws-Request-Id', crypto.randomUUID());
      poll.setHeader('Lambda-Runtime-Deadline-Ms', Date.now() + 15_000);
      delivered = performance.now();
      poll.end(event);
      poll = undefined;
    }
  }

  function runtime(request, response, body) {
    if (request.url.endsWith('/next')) {
      polled ??= performance.now();
      poll = response;
      deliver();
      return;
    }
    const answered = performance.now();
    invocations++;
    if (request.url.endsWith('/response') && JSON.parse(body).statusCode === 201 && created === invocations) {
      pending?.resolve(answered);
    } else {
      fail(`after ${invocations} requests and ${created} sessions, it answered ${body}`);
    }
    pending = undefined;
    response.writeHead(202).end();
  }

  function answer(response, status, body, delay) {
    response.writeHead(status, { 'content-type': 'application/json' });
    const send = () => response.end(JSON.stringify(body));
    delay ? setTimeout(send, delay) : send();
  }

  function gigs(request, response, body) {
    connections.add(request.socket);
    if (request.method === 'GET') {
      answer(response, 200, { object: 'subscription', id: request.url.split('/').at(-1), user: USER }, gigsDelay);
      return;
    }
    const session = JSON.parse(body);
    const right =
      request.url === '/projects/bench/connectSessions' &&
      request.headers.authorization === `Bearer ${TOKEN}` &&
      session.user === USER;
    created += right ? 1 : 0;
    answer(response, right ? 201 : 400, { object: 'connectSession', id: ID, ...session, url: URL }, gigsDelay);
  }

  function secretsManager(request, response) {
    const right = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=');
    answer(response, right ? 200 : 400, { SecretString: JSON.stringify({ token: TOKEN }) }, secretsManagerDelay);
  }

  async function serve(handle, secure) {
    const server = secure ? https.createServer(localhost) : http.createServer();
    server.keepAliveTimeout = 120_000;
    server.on('request', async (request, response) => handle(request, response, await text(request)));
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `${secure ? 'https' : 'http'}://localhost:${server.address().port}`;
  }

  /** Resolves to the time of the answer, if it is a 201 and Gigs has created one session. */
  async function invoke() {
    const late = setTimeout(fail, 60_000, 'nothing happened for 60 s');
    const answered = new Promise((resolve, reject) => {
      pending = { resolve, reject };
      deliver();
    });
    return answered.finally(() => clearTimeout(late));
  }

  /** Starts a process in the function's environment. Resolves to the time of the start. */
  async function start([command, ...parameters]) {
    const trusted = {
      QUARKUS_TLS_UPSTREAM_TRUST_STORE_PEM_CERTS: localhost.pem,
      NODE_EXTRA_CA_CERTS: localhost.pem,
      SSL_CERT_FILE: localhost.pem,
    };
    const env = {
      AWS_LAMBDA_RUNTIME_API: (await serve(runtime, false)).replace('http://', ''),
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEXAMPLESESSIONTOKEN',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: await serve(secretsManager, tls),
      PATH: process.env.PATH,
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      DISABLE_SIGNAL_HANDLERS: 'true',
      CONNECT_GIGS_PROJECT: 'bench',
      CONNECT_GIGS_TOKEN_SECRET: 'gigs/project-token',
      CONNECT_POLICY_CALLBACK_URLS: 'https://shop.example/account',
      [GIGS_URL]: await serve(gigs, tls),
      ...(tls ? trusted : {}),
    };
    const started = performance.now();
    child = spawn(command, parameters, { cwd: candidate.directory, env });
    children.add(child);
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => fail(error.message));
    ended = once(child, 'close');
    ended.then(([code]) => fail(`it ended with exit code ${code}`));
    return started;
  }

  /** The peak memory of the process, in bytes. */
  const memory = () => Number(/VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) * 1024;

  /** The number of context switches of each thread. */
  function contextSwitches() {
    return readdirSync(`/proc/${child.pid}/task`).map((thread) => {
      const file = `/proc/${child.pid}/task/${thread}/status`;
      const status = existsSync(file) ? readFileSync(file, 'utf8') : ''; // the thread may have ended
      return [thread, [...status.matchAll(/ctxt_switches:\s*(\d+)/g)].reduce((sum, [, count]) => sum + +count, 0)];
    });
  }

  return {
    start,

    /** Starts the candidate while a request waits. */
    async coldStart() {
      const answered = invoke();
      const started = await start(candidate.command);
      const end = await answered;
      return { init: polled - started, firstRequest: end - delivered, total: end - started, peakMemory: memory() };
    },

    /** Sends requests, one after the other. */
    async requests(count) {
      const before = new Map(contextSwitches());
      for (let i = 0; i < count; i++) {
        times.push((await invoke()) - delivered);
      }
      contextSwitches().forEach(([thread, count]) => (switches += Math.max(0, count - (before.get(thread) ?? 0))));
    },

    /** The figures of all requests since the last call. */
    warm() {
      const request = distribution(times);
      const perRequest = switches / times.length;
      times = [];
      switches = 0;
      return { peakMemory: memory(), contextSwitches: perRequest, connections: connections.size, request };
    },

    /** Waits for the end of the process. Resolves to its output. */
    output: () => ended.then(() => output),

    async close() {
      child.kill('SIGKILL');
      await ended;
      children.delete(child);
      servers.forEach((server) => server.close().closeAllConnections());
    },
  };
}
