declare module '*.css';

interface ImportMeta {
  /** Set by Vite; absent in plain Node, where the tests run. */
  readonly env?: { readonly DEV: boolean };
}
