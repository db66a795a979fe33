import { masked } from './record.js';
import { pasted, settings, tokenOf } from './token.js';

const back = document.querySelector('gigs-connect-return');
const form = document.querySelector('#token');
const { caller, theme } = JSON.parse(sessionStorage.getItem('settings') ?? '{}');

function show({ status, session, error }) {
  document.querySelector('#status').textContent = status;
  document.querySelector('#session').textContent = masked(session ?? error);
}

document.documentElement.dataset.theme = theme;
back.addEventListener('connect-return', ({ detail }) => show(detail));
if (back.result) show(back.result);
back.endpoint = location.origin;
if (settings.tokens) {
  back.tokenProvider = () => tokenOf(caller);
} else {
  back.querySelector('[slot=pending]').textContent = 'Back in the shop';
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const token = pasted(form.querySelector('input'));
    back.tokenProvider = () => token;
  });
}
