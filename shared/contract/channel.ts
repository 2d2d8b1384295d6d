import { z } from 'zod';
import { paymentIdSchema } from './payments.ts';

/** Pairs a request's schema with the type of its result; the result is typed only, since `main` is trusted. */
export function channel<Output>() {
  return <Schema extends z.ZodType>(request: Schema) => ({ request, output: undefined as unknown as Output });
}

/** The request of a channel that takes none. */
export const nothing = z.undefined();

/** A payment by its id. */
export const byPayment = z.strictObject({ id: paymentIdSchema });
