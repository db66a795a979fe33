// For npm pack: puts beside the types what lies elsewhere in the repository, or removes these copies again.
import { copyFileSync, readdirSync, rmSync } from 'node:fs';

const here = new URL('./', import.meta.url);
const modules = new URL('../main/resources/META-INF/resources/', here);
const files = [new URL('../../LICENSE', here), ...readdirSync(modules).map((name) => new URL(name, modules))];

for (const file of files) {
  const copy = new URL(file.pathname.split('/').pop(), here);
  if (process.argv.includes('--remove')) rmSync(copy, { force: true });
  else copyFileSync(file, copy);
}
