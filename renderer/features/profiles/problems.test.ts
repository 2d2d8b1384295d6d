import { expect, it } from 'vitest';
import type { CredentialDraft } from '../../../shared/contract/profiles.ts';
import { sortProblems } from './problems.ts';

const draft: CredentialDraft = {
  id: '00000000-0000-4000-8000-000000000001',
  fields: {
    name: '',
    sysId: '',
    productId: '',
    huifuId: 'a b',
    baseUrl: 'https://api.huifu.com',
    generation: 'v2',
    projectId: '',
    projectTitle: '',
    skillSource: '',
    linkMinutes: 10,
  },
  privateKey: null,
  huifuPublicKey: null,
  hasWebhookKey: false,
  needsPassphrase: false,
  problems: [
    { problem: 'keyMissing', field: 'privateKey' },
    { problem: 'sysIdMissing', field: 'sysId' },
    { problem: 'badId', field: 'huifuId' },
    { problem: 'notJson', field: 'file' },
  ],
  notes: [],
};

it('does not scold for what is only not there yet, until someone tries to save', () => {
  expect(sortProblems(draft, false)).toEqual({ huifuId: ['badId'], other: ['notJson'] });
});

it('then puts every problem where it is to be solved', () => {
  expect(sortProblems(draft, true)).toEqual({
    privateKey: ['keyMissing'],
    sysId: ['sysIdMissing'],
    huifuId: ['badId'],
    other: ['notJson'],
  });
});
