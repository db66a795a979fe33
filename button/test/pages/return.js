// The script of a partner's page. It records its events.
import { connectReturn } from 'https://api.shop.example/modules/gigs-connect-return.js';

const tokenProvider = async (options) => `token-${back.asked.push(options)}`;
const options = { endpoint: 'https://api.shop.example', tokenProvider };
const back = { asked: [], results: [], connectReturn: (other) => connectReturn({ ...options, ...other }) };
window.back = back;

document.addEventListener('connect-return', ({ detail }) => back.results.push(detail));
document.querySelector('gigs-connect-return').tokenProvider = options.tokenProvider;

// A router reads the address, keeps it beside its own state, and writes it again.
const { href } = location;
history.replaceState({ position: history.state?.position ?? 0 }, '', href);
back.route = () => history.replaceState(history.state, '', href);

// A later request has the page's address in its Referer header.
const icon = document.createElement('link');
Object.assign(icon, { rel: 'stylesheet', href: '/later.css' });
document.head.append(icon);
