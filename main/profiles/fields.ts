import type { CredentialDraft, ProfileFields } from '../../shared/contract/profiles.ts';
import { checkBaseUrl } from '../../shared/domain/baseUrl.ts';

/** The production gateway (huifu-api.md §1.1), used where nothing else is given. */
const PRODUCTION_URL = 'https://api.huifu.com';

/** What a new profile begins with. Aggregation v3 is the generation that most merchants have (huifu-api.md §3.1). */
export const emptyFields: ProfileFields = {
  name: '',
  sysId: '',
  productId: '',
  huifuId: '',
  baseUrl: PRODUCTION_URL,
  generation: 'v3',
  projectId: '',
  projectTitle: '',
  skillSource: '',
  linkMinutes: 10,
};

/** Makes full-width digits and stray spaces of typed or pasted values what was meant by them. */
export function tidyFields(fields: ProfileFields): ProfileFields {
  const address = tidyId(fields.baseUrl) || PRODUCTION_URL;
  const url = checkBaseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`);
  return {
    ...fields,
    name: fields.name.trim(),
    sysId: tidyId(fields.sysId),
    productId: tidyId(fields.productId),
    huifuId: tidyId(fields.huifuId),
    baseUrl: url.ok ? url.data : address,
    projectId: tidyId(fields.projectId),
    projectTitle: fields.projectTitle.trim(),
    skillSource: fields.skillSource.trim(),
  };
}

/** What is wrong with tidied fields, one problem per field. The hosting project may be given later. */
export function fieldProblems(fields: ProfileFields): CredentialDraft['problems'] {
  const problems: CredentialDraft['problems'] = [];
  const required = { sysId: 'sysIdMissing', productId: 'productIdMissing', huifuId: 'huifuIdMissing' } as const;
  for (const field of ['sysId', 'productId', 'huifuId', 'projectId'] as const) {
    const value = fields[field];
    if (value === '' && field !== 'projectId') problems.push({ problem: required[field], field });
    else if (!(field === 'huifuId' ? /^\d{0,32}$/ : /^[0-9A-Za-z]{0,32}$/).test(value)) {
      problems.push({ problem: 'badId', field });
    }
  }
  const url = checkBaseUrl(fields.baseUrl);
  if (!url.ok) problems.push({ problem: url.error, field: 'baseUrl' });
  // It goes into a header, which takes no other characters.
  if (!/^[\x20-\x7e]*$/.test(fields.skillSource)) problems.push({ problem: 'badId', field: 'skillSource' });
  return problems;
}

function tidyId(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '');
}
