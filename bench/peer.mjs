// The gateway's work in Node.js 18 or newer, without a library, for one kind of caller, one intent and one call.
// -Dbench.peer='node bench/peer.mjs' measures it beside the function.
import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';

const env = process.env;
const runtime = `http://${env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/`;
const sessions = new URL(`/projects/${env.CONNECT_GIGS_PROJECT}/connectSessions`, env.CONNECT_GIGS_URL);
const secretsManager = new URL(
  env.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? `https://secretsmanager.${env.AWS_REGION}.amazonaws.com`,
);
const callbackUrls = env.CONNECT_POLICY_CALLBACK_URLS.split(',').map((url) => new URL(url));
const sessionOrigins = (env.CONNECT_GIGS_SESSION_ORIGINS ?? 'https://connect.gigs.com').split(',');
const id = (prefix) => new RegExp(`^${prefix}_[A-Za-z0-9]{1,60}$`);

const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) };

function send(method, url, headers, body) {
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http;
    const timeout = url.href.startsWith(runtime) ? 0 : 6000; // the next event may take long
    const request = client.request(url, { method, headers, agent: agents[url.protocol], timeout }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
      response.on('error', reject);
    });
    request.on('timeout', () => request.destroy(new Error('too slow')));
    request.on('error', reject);
    request.end(body);
  });
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

/** The headers of a request that is signed with AWS Signature Version 4. */
function signed(host, headers, body) {
  const date = new Date().toISOString().replace(/[:-]|\.\d{3}/g, '');
  const all = { ...headers, host, 'x-amz-date': date, 'x-amz-security-token': env.AWS_SESSION_TOKEN };
  const names = Object.keys(all).sort();
  const lines = ['POST', '/', '', ...names.map((n) => `${n}:${all[n]}`), '', names.join(';'), sha256(body)];
  const scope = [date.slice(0, 8), env.AWS_REGION, 'secretsmanager', 'aws4_request'];
  const key = scope.reduce(hmac, `AWS4${env.AWS_SECRET_ACCESS_KEY}`);
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(lines.join('\n'))];
  const signature = hmac(key, text.join('\n')).toString('hex');
  const credential = `${env.AWS_ACCESS_KEY_ID}/${scope.join('/')}`;
  const parts = [`Credential=${credential}`, `SignedHeaders=${names.join(';')}`, `Signature=${signature}`];
  return { ...all, authorization: `AWS4-HMAC-SHA256 ${parts.join(', ')}` };
}

async function fetchToken() {
  const body = JSON.stringify({ SecretId: env.CONNECT_GIGS_TOKEN_SECRET });
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.GetSecretValue' };
  const answer = await send('POST', secretsManager, signed(secretsManager.host, headers, body), body);
  if (answer.status !== 200) {
    throw new Error(`no token: ${answer.status}`);
  }
  const secret = JSON.parse(answer.text).SecretString;
  return secret.startsWith('{') ? JSON.parse(secret).token : secret;
}

let token = { value: await fetchToken(), fetched: Date.now() };

async function currentToken() {
  if (Date.now() - token.fetched > 5 * 60 * 1000) {
    token = { value: await fetchToken(), fetched: Date.now() };
  }
  return token.value;
}

function allowedCallback(text) {
  if (text === undefined || !URL.canParse(text)) {
    return text === undefined;
  }
  const url = new URL(text);
  const below = ({ pathname }) => `${url.pathname}/`.startsWith(`${pathname.replace(/\/$/, '')}/`);
  return !url.username && callbackUrls.some((allowed) => url.origin === allowed.origin && below(allowed));
}

function answer(statusCode, body) {
  return {
    statusCode,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

const error = (status, type, code, message) => answer(status, { object: 'error', type, code, message });

function isValid(body) {
  const addon = body?.intent?.checkoutAddon;
  return (
    body?.intent?.type === 'checkoutAddon' &&
    id('sub').test(addon?.subscription) &&
    Array.isArray(addon.addons) &&
    addon.addons.length >= 1 &&
    addon.addons.length <= 20 &&
    new Set(addon.addons).size === addon.addons.length &&
    addon.addons.every((one) => id('add').test(one))
  );
}

async function handle(event) {
  const claims = event.requestContext?.authorizer?.jwt?.claims;
  if (!claims?.sub) {
    return error(401, 'unauthenticated', 'unauthenticated', 'A caller is needed.');
  }
  if (event.routeKey !== 'POST /connectSessions') {
    return error(404, 'notFound', 'notFound', 'There is no such resource.');
  }
  let body;
  try {
    body = JSON.parse(event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body);
  } catch {
    return error(400, 'malformed', 'malformedBody', 'The body is not JSON.');
  }
  if (!isValid(body)) {
    return error(422, 'invalid', 'validationFailed', 'intent.checkoutAddon is not valid.');
  }
  if (!allowedCallback(body.callbackUrl)) {
    return error(403, 'permissionDenied', 'callbackUrlNotAllowed', 'The callbackUrl is not allowed.');
  }
  if (!claims.gigs_user || (body.user !== undefined && body.user !== claims.gigs_user)) {
    return error(403, 'permissionDenied', 'userNotAllowed', 'The user is not the caller.');
  }
  const headers = { authorization: `Bearer ${await currentToken()}`, 'content-type': 'application/json' };
  const created = await send('POST', sessions, headers, JSON.stringify({ ...body, user: claims.gigs_user }));
  if (created.status >= 300 || !sessionOrigins.includes(new URL(JSON.parse(created.text).url).origin)) {
    return error(502, 'internal', 'gigsUnexpectedResponse', 'Gigs answered something unexpected.');
  }
  return answer(created.status, created.text);
}

for (;;) {
  const next = await send('GET', new URL('invocation/next', runtime), {}).catch(() => process.exit(0));
  const started = performance.now();
  const requestId = next.headers['lambda-runtime-aws-request-id'];
  let result;
  try {
    result = await handle(JSON.parse(next.text));
  } catch (failure) {
    result = error(502, 'internal', 'gigsUnreachable', 'Gigs could not be reached.');
    console.error(failure);
  }
  const millis = Math.round(performance.now() - started);
  console.log(JSON.stringify({ requestId, status: result.statusCode, millis }));
  await send('POST', new URL(`invocation/${requestId}/response`, runtime), {}, JSON.stringify(result));
}
