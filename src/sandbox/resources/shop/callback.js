import { masked } from './record.js';
import { settings, tokenOf } from './token.js';

const HEADLINES = {
  success: 'All done',
  abort: 'Nothing has changed',
  auth_expired: 'That took too long',
  not_allowed: 'That is not possible',
};

const query = new URLSearchParams(location.search);
const status = query.get('status') ?? '';
const { caller, theme } = JSON.parse(sessionStorage.getItem('settings') ?? '{}');
const form = document.querySelector('#token');

async function read(token) {
  const response = await fetch(`/connectSessions/${encodeURIComponent(query.get('session_id'))}`, {
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });
  document.querySelector('#session').textContent = masked(await response.json());
  document.querySelector('#headline').textContent =
    Object.hasOwn(HEADLINES, status) && response.ok ? HEADLINES[status] : 'Back in the shop';
}

document.documentElement.dataset.theme = theme;
document.querySelector('#status').textContent = status;
if (settings.tokens) {
  await read(await tokenOf(caller));
} else {
  document.querySelector('#headline').textContent = 'Back in the shop';
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    read(form.querySelector('input').value.trim().replace(/^Bearer /i, ''));
  });
}
