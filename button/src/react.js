// Only types: react.d.ts.
export {};
