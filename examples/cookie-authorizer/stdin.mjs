// The authorizer as a command, for the sandbox: the event from standard input, the answer to standard output.
import { text } from 'node:stream/consumers';
import { handler } from './index.mjs';

console.log(JSON.stringify(await handler(JSON.parse(await text(process.stdin)))));
