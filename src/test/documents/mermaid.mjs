// Parses the pictures that it gets as a JSON array on its standard input, and prints what is wrong with each; null where nothing is.
import { text } from 'node:stream/consumers';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM();
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import('mermaid');

const wrong = [];
for (const picture of JSON.parse(await text(process.stdin))) {
  wrong.push(await mermaid.parse(picture).then(() => null, (error) => error.message));
}
console.log(JSON.stringify(wrong));
