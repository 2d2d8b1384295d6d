/**
 * Advice for staff by gateway code and text (huifu-api.md §4). The keys are chosen in `main/gateway/advice.ts`;
 * the words stand here.
 */
export const advice = {
  accepted: { 'zh-CN': '以交易状态为准', en: 'Look at the status, not at this code' },
} as const satisfies Record<string, Record<'zh-CN' | 'en', string>>;

export type AdviceKey = keyof typeof advice;
