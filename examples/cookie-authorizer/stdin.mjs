// The authorizer as a command for the sandbox. It reads the event from standard input and prints the answer.
import { text } from 'node:stream/consumers';
import { handler } from './index.mjs';

console.log(JSON.stringify(await handler(JSON.parse(await text(process.stdin)))));
