// The test files that the command line names, in this process.
for (const file of process.argv.slice(2)) await import(new URL(`../${file}`, import.meta.url));
