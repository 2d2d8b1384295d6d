import type { OperatorHere } from '../../shared/contract/operators.ts';

const forgets: (() => void)[] = [];
let last: string | null | undefined;

/** Says how a view forgets what it showed, for when somebody else signs in. Called once, where the view's memory is made. */
export function onNewPerson(forget: () => void): void {
  forgets.push(forget);
}

/**
 * Takes note of who is here. Somebody who comes back finds everything as it was; somebody else begins afresh.
 *
 * @returns whether somebody else has come
 */
export function personIs(operator: OperatorHere | null): boolean {
  if (operator === null || operator.id === last) return false;
  // In a shop without operators nobody is new, and whoever makes themselves its first owner is the one who was there.
  const isNew = last !== undefined && last !== null;
  last = operator.id;
  if (isNew) for (const forget of forgets) forget();
  return isNew;
}
