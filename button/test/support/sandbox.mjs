// The sandbox as Maven has built it: one with an issuer of its own, one for the tokens of a partner's issuer,
// and a partner's static page on another origin.
import { spawn } from 'node:child_process';
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const root = new URL('../../../', import.meta.url);

/** A server of what this gives for a path: a media type and a body. */
async function serve(answer) {
  const server = createServer((request, response) => {
    const found = answer(request.url);
    if (!found) return response.writeHead(404).end();
    const [type, body, headers] = found;
    response.writeHead(200, { 'Content-Type': type, ...headers }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://localhost:${server.address().port}`, close: () => server.close() };
}

/** Starts a sandbox on a free port, and gives its address. */
async function start(processes, ...properties) {
  // Without a function from before, Maven builds it.
  const goals = existsSync(new URL('target/function.zip', root)) ? ['exec:java@sandbox'] : [];
  const maven = spawn('mvn', ['--batch-mode', '-Psandbox', ...goals, '-Dsandbox.port=0', ...properties], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(maven);
  const lines = [];
  for await (const line of createInterface(maven.stdout)) {
    const [, address] = /Sandbox ready: (\S+)/.exec(line) ?? [];
    if (address) {
      maven.stdout.resume();
      return address;
    }
    lines.push(line);
  }
  throw new Error(`no sandbox:\n${lines.slice(-25).join('\n')}`);
}

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An OpenID Connect issuer; `/token` gives a token of a customer. */
async function startIssuer() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'first', use: 'sig', alg: 'RS256' };
  const token = () => {
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer.url, aud: 'shop', sub: 'customer-1', gigs_user: 'usr_0SNlurA049MEWV4OpCwsNyC9Kn2d' };
    const signed = `${encoded({ alg: 'RS256', kid: 'first' })}.${encoded({ ...claims, iat, exp: iat + 300 })}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
  };
  const issuer = await serve((path) => {
    const answers = {
      '/.well-known/openid-configuration': () => JSON.stringify({ issuer: issuer.url, jwks_uri: `${issuer.url}/keys` }),
      '/keys': () => JSON.stringify({ keys: [key] }),
      '/token': token,
    };
    return answers[path] && ['application/json', answers[path]()];
  });
  return issuer;
}

const integrity = (name) =>
  `sha384-${createHash('sha384').update(readFileSync(new URL(`button/src/${name}`, root))).digest('base64')}`;

/** A page with a strict policy, which names the content of the module that it loads. */
const staticPage = (gateway, connect, token) => (path) => ({
  '/': ['text/html', `<!doctype html><html lang="en"><title>Shop</title>
    <script type="module" crossorigin src="${gateway}/modules/gigs-connect-button.js"
      integrity="${integrity('gigs-connect-button.js')}"></script>
    <script type="module" src="/shop.js"></script>
    <gigs-connect-button endpoint="${gateway}" intent="checkoutNewSubscription" session-origins="${connect}">
    Get your eSIM</gigs-connect-button>`, {
    'Content-Security-Policy': `default-src 'none'; script-src 'self' ${gateway}; connect-src ${gateway}`,
  }],
  '/shop.js': ['text/javascript', `document.querySelector('gigs-connect-button').tokenProvider = () => '${token}';`],
})[path];

/** Starts all of it; `env` tells the tests where it is. */
export async function startSandboxes() {
  const processes = [];
  let page = () => undefined;
  const site = await serve((path) => page(path));
  const issuer = await startIssuer();
  const close = () => {
    for (const part of [site, issuer]) part.close();
    for (const process of processes) process.kill();
  };
  try {
    const [sandbox, partner] = await Promise.all([
      start(processes, `-Dsandbox.origins=${site.url}`),
      start(processes, `-Dsandbox.issuer=${issuer.url}`, '-Dsandbox.audience=shop'),
    ]);
    const { sessionOrigin } = await (await fetch(`${sandbox}/sandbox/settings`)).json();
    const token = await (await fetch(`${sandbox}/sandbox/tokens/known-user`)).text();
    page = staticPage(sandbox, sessionOrigin, token);
    const ours = { SANDBOX: sandbox, CONNECT: sessionOrigin, STATIC_PAGE: site.url };
    return { env: { ...ours, PARTNER: partner, ISSUER: issuer.url }, close };
  } catch (error) {
    close();
    throw error;
  }
}
