import { describe, expect, it } from 'vitest';
import { dark, light, toCssVariables, type Palette } from './palette.ts';

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** Contrast of two colours as WCAG 2 counts it, 1 to 21. */
function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

const states = [
  'paid',
  'processing',
  'waiting',
  'unknown',
  'failed',
  'closed',
  'alert',
  'refunded',
  'warning',
] as const;
const grounds = ['ground', 'surface', 'raised'] as const;

describe.each([
  ['light', light],
  ['dark', dark],
] as [string, Palette][])('the %s palette', (_name, palette) => {
  /** Pairs of the palette that stay below `least`, by name. */
  const below = (least: number, pairs: readonly (readonly [keyof Palette, keyof Palette])[]) =>
    pairs
      .filter(([ink, ground]) => contrast(palette[ink], palette[ground]) < least)
      .map(([ink, ground]) => `${ink} on ${ground}`);

  it('keeps text and states readable on every ground', () => {
    const inks = ['text', 'textSoft', 'accentText', ...states] as const;
    expect(
      below(
        4.5,
        grounds.flatMap((ground) => inks.map((ink) => [ink, ground] as const)),
      ),
    ).toEqual([]);
  });

  it('keeps every state, and text, readable on the soft ground of that state', () => {
    const pairs = states.flatMap((state) => {
      const soft = `${state}Soft` as const;
      return [[state, soft] as const, ['text', soft] as const, ['textSoft', soft] as const];
    });
    expect(below(4.5, [...pairs, ['accentText', 'accentSoft']])).toEqual([]);
  });

  it('keeps words on filled buttons readable, and the focus ring visible', () => {
    expect(
      below(4.5, [
        ['onAccent', 'accent'],
        ['onFailed', 'failed'],
      ]),
    ).toEqual([]);
    expect(
      below(
        3,
        grounds.map((ground) => ['focus', ground] as const),
      ),
    ).toEqual([]);
  });
});

it('writes custom properties in kebab case', () => {
  expect(toCssVariables(light)['--hc-text-soft']).toBe(light.textSoft);
});
