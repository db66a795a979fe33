import { masked } from './record.js';

const HEADLINES = {
  success: 'All done',
  abort: 'Nothing has changed',
  auth_expired: 'That took too long',
  not_allowed: 'That is not possible',
};

const query = new URLSearchParams(location.search);
const status = query.get('status') ?? '';
const { caller, theme } = JSON.parse(sessionStorage.getItem('settings') ?? '{}');
const tokens = await (await fetch('/sandbox/tokens')).json();

document.documentElement.dataset.theme = theme;
document.querySelector('#status').textContent = status;
const response = await fetch(`/connectSessions/${encodeURIComponent(query.get('session_id'))}`, {
  headers: tokens[caller] ? { Authorization: `Bearer ${tokens[caller]}` } : {},
});
document.querySelector('#session').textContent = masked(await response.json());
document.querySelector('#headline').textContent =
  Object.hasOwn(HEADLINES, status) && response.ok ? HEADLINES[status] : 'Back in the shop';
