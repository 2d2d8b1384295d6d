/** Business fields of a request. Every value is text; objects go in as JSON text (huifu-api.md §2.3). */
export type RequestFields = Readonly<Record<string, string | null | undefined>>;

/**
 * The text that is signed and sent as `data` (huifu-api.md §2.3): absent and empty values dropped, keys sorted by code
 * unit, compact. Built by concatenation, since an object would put integer-like keys first whatever their order.
 */
export function canonicalText(fields: RequestFields): string {
  const members = Object.keys(fields)
    .sort()
    .flatMap((key) => {
      const value = fields[key];
      return value === undefined || value === null || value === ''
        ? []
        : [`${JSON.stringify(key)}:${JSON.stringify(value)}`];
    });
  return `{${members.join(',')}}`;
}

/** The request body around the signed text, which goes on the wire exactly as it was signed (huifu-api.md §1.2). */
export function envelopeText(envelope: { sysId: string; productId: string; sign: string; data: string }): string {
  const { sysId, productId, sign, data } = envelope;
  return `{"sys_id":${JSON.stringify(sysId)},"product_id":${JSON.stringify(productId)},"sign":${JSON.stringify(sign)},"data":${data}}`;
}
