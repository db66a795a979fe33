// A proxy with a partner's shop, a gateway and Connect behind it. The browser reaches no other host.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const SHOP = 'https://shop.example';
export const GATEWAY = 'https://api.shop.example';
export const CONNECT = 'https://connect.gigs.com';
export const SESSION_URL = `${CONNECT}/checkout/entry?session=csn_1&token=secret`;
export const CSP = `default-src 'none'; script-src 'self' ${GATEWAY}; style-src 'self'; connect-src ${GATEWAY}`;
const HOSTS = ['shop.example', 'api.shop.example', 'connect.gigs.com', 'evil.example'];
const MODULES = new URL('../../src/', import.meta.url);

const answerOf = (type, body, headers, status = 200) => ({
  status,
  headers: { 'Content-Type': `${type}; charset=utf-8`, ...headers },
  body,
});
export const html = (body, headers) => answerOf('text/html', body, headers);
export const css = (body) => answerOf('text/css', body);
export const script = (body, headers) =>
  answerOf('text/javascript', body, { 'Access-Control-Allow-Origin': SHOP, ...headers });
export const json = (status, body, headers) =>
  answerOf('application/json', typeof body === 'string' ? body : JSON.stringify(body), headers, status);
export const session = (url = SESSION_URL) => json(201, { object: 'connectSession', id: 'csn_1', url });
export const error = (status, type, code, headers) =>
  json(status, { object: 'error', type, code, message: 'For developers.', requestId: 'req-1' }, headers);
/** A user's session as the gateway answers. Its url logs its holder in. */
export const known = () => json(200, { object: 'connectSession', id: 'csn_1', user: 'usr_1', url: SESSION_URL });
export const page = (name) => readFileSync(new URL(`../pages/${name}`, import.meta.url), 'utf8');

/** An answer that waits until it is released; `socket` is that of the last request. */
export function held(answer) {
  let release;
  const until = new Promise((resolve) => (release = resolve));
  const sockets = [];
  return { ...answer, until, release, sockets, socket: () => sockets.at(-1) };
}

const CORS = {
  'Access-Control-Allow-Origin': SHOP,
  'Access-Control-Expose-Headers': 'apigw-requestid, retry-after',
  'Access-Control-Max-Age': '0',
  'Access-Control-Allow-Methods': 'GET, POST, PATCH',
  'Access-Control-Allow-Headers': 'authorization, content-type, idempotency-key',
};

/** A certificate for this run. The browsers accept every certificate. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=shop.example',
    '-keyout', key, '-out', cert,
  ], { stdio: 'ignore' });
  const both = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return both;
}

export class Network {
  #hosts = createHttpsServer(certificate(), (request, response) => this.#answer(request, response));
  #proxy = createHttpServer((request, response) => response.writeHead(502).end());
  #sockets = new Set();
  /** All requests, in order. */
  requests = [];

  constructor() {
    this.#proxy.on('connect', ({ url }, socket) => {
      this.#sockets.add(socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket)));
      if (!HOSTS.includes(url.replace(/:443$/, ''))) return socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      this.#hosts.emit('connection', socket);
    });
  }

  async start() {
    await once(this.#proxy.listen(0, '127.0.0.1'), 'listening');
    return `127.0.0.1:${this.#proxy.address().port}`;
  }

  close() {
    this.#proxy.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Starts anew: the gateway answers with a session. */
  reset() {
    this.requests = [];
    this.stubs = new Map();
    for (const name of readdirSync(MODULES).filter((file) => file.endsWith('.js'))) {
      this.stub(`${GATEWAY}/modules/${name}`, script(readFileSync(new URL(name, MODULES), 'utf8')));
    }
    for (const name of ['errors.js', 'shop.js', 'return.js']) this.stub(`${SHOP}/${name}`, script(page(name)));
    this.stub(`${SHOP}/shop.css`, css('body { font: 1rem sans-serif }'));
    this.stub(`${SHOP}/later.css`, css(''));
    this.stub(CONNECT, html('<title>Connect</title>Connect'));
    this.stub(`${GATEWAY}/errors`, { status: 204 });
    this.answer(session());
  }

  /** Sets the answers of this address, in order; the last one repeats. An answer may be a function. */
  stub(address, ...answers) {
    this.stubs.set(address, answers);
  }

  /** Sets the gateway's answers to requests for a session. */
  answer(...answers) {
    this.stub(`${GATEWAY}/connectSessions`, ...answers);
  }

  async #answer(request, response) {
    const chunks = [];
    for await (const chunk of request.on('error', () => {})) chunks.push(chunk);
    const { method, headers } = request;
    const { origin, pathname, href } = new URL(request.url, `https://${headers.host}`);
    this.requests.push({ method, url: href, headers, body: Buffer.concat(chunks).toString(), at: Date.now() });

    const isGateway = origin === GATEWAY && pathname.startsWith('/connectSessions');
    const answers = this.stubs.get(href) ?? this.stubs.get(origin + pathname) ?? this.stubs.get(origin);
    let answer = answers?.length > 1 && method !== 'OPTIONS' ? answers.shift() : answers?.[0];
    if (isGateway && method === 'OPTIONS') answer = { status: 204 };
    if (typeof answer === 'function') answer = answer();
    answer?.sockets?.push(request.socket);
    await answer?.until;
    if (answer?.isBroken) return request.socket.destroy();
    const { status, headers: own, body } = answer ?? { status: 404 };
    response.writeHead(status, { ...(isGateway && CORS), ...own }).end(body);
  }
}
