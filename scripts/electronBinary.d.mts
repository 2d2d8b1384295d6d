/** Types of `electronBinary.mjs` for the tests that use it. */
export function electronBinary(): string | null;
export function downloadElectron(): Promise<boolean>;
