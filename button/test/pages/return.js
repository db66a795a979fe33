// What the page of a partner does, and a record of what it was told.
import { connectReturn } from 'https://api.shop.example/modules/gigs-connect-return.js';

const tokenProvider = async (options) => `token-${back.asked.push(options)}`;
const options = { endpoint: 'https://api.shop.example', tokenProvider };
const back = { asked: [], results: [], connectReturn: (other) => connectReturn({ ...options, ...other }) };
window.back = back;

document.addEventListener('connect-return', ({ detail }) => back.results.push(detail));
document.querySelector('gigs-connect-return').tokenProvider = options.tokenProvider;

// As routers do: they read where they are, keep it beside their own state, and write it again.
const { href } = location;
history.replaceState({ position: history.state?.position ?? 0 }, '', href);
back.route = () => history.replaceState(history.state, '', href);

// What a page loads later is told where it is loaded from.
const icon = document.createElement('link');
Object.assign(icon, { rel: 'stylesheet', href: '/later.css' });
document.head.append(icon);
