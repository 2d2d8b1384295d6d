import { describe, expect, it } from 'vitest';
import { choiceOf, placements, wayChoices } from './way.ts';

describe('choices', () => {
  it('are found again on the payments that they made', () => {
    for (const choice of wayChoices) expect(choiceOf(placements[choice])).toBe(choice);
  });

  it('are found again when the customer has paid a link with some wallet', () => {
    expect(choiceOf({ way: 'hosted', method: 'alipay' })).toBe('hosted');
  });

  it('made no payment code, no page, no adopted payment', () => {
    for (const way of ['code', 'page', 'applet', 'adopted'] as const)
      expect(choiceOf({ way, method: 'wechat' })).toBeNull();
  });
});
