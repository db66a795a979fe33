// Types alone: vue.d.ts.
export {};
