import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const TYPES = { '.js': 'text/javascript', '.css': 'text/css' };

/** A server of a folder's files. `render` gives the page of every other path. */
export const serve = (folder, render) =>
  createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const type = extname(pathname);
    response.setHeader('Content-Type', type ? TYPES[type] : 'text/html');
    if (type) createReadStream(join(folder, pathname)).on('error', () => response.writeHead(404).end()).pipe(response);
    else response.end(await render(pathname));
  });
