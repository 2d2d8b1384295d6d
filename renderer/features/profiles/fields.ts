import type { ProfileFields, ProfileView } from '../../../shared/contract/profiles.ts';

/** The fields that everyone fills in, and those that hide under "more settings". */
export const mainFields = ['name', 'sysId', 'productId', 'huifuId'] as const satisfies (keyof ProfileFields)[];
export const moreFields = [
  'projectId',
  'projectTitle',
  'baseUrl',
  'generation',
  'skillSource',
  'linkMinutes',
] as const satisfies (keyof ProfileFields)[];

/** The typed part of a saved profile. */
export function fieldsOf(profile: ProfileView): ProfileFields {
  const { name, sysId, productId, huifuId, baseUrl, generation, projectId, projectTitle, skillSource, linkMinutes } =
    profile;
  return { name, sysId, productId, huifuId, baseUrl, generation, projectId, projectTitle, skillSource, linkMinutes };
}
