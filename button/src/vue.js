// Only types: vue.d.ts.
export {};
