import { App, ConfigProvider, theme as antTheme, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import type { Language, Theme } from '../../shared/contract/app.ts';
import { dark, light, toCssVariables, type Palette } from './palette.ts';

const CJK = '"PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC"';
const LATIN = '"Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans"';

/** Quotation marks and dashes are as wide as the first font makes them, so each language puts its own first. */
const fonts: Record<Language, string> = { 'zh-CN': `${CJK}, ${LATIN}, sans-serif`, en: `${LATIN}, ${CJK}, sans-serif` };

function antTokens(mode: 'light' | 'dark', p: Palette, language: Language, motion: boolean): ThemeConfig {
  return {
    algorithm: mode === 'dark' ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    hashed: false,
    cssVar: { key: 'hc' },
    token: {
      fontFamily: fonts[language],
      motion,
      fontSize: 14,
      borderRadius: 6,
      colorPrimary: p.accent,
      colorLink: p.accentText,
      colorText: p.text,
      colorTextSecondary: p.textSoft,
      colorTextTertiary: p.textSoft,
      colorTextPlaceholder: p.textSoft,
      colorTextDescription: p.textSoft,
      colorBgLayout: p.ground,
      colorBgContainer: p.surface,
      colorBgElevated: p.raised,
      colorBorder: p.lineStrong,
      colorBorderSecondary: p.line,
      colorSuccess: p.paid,
      colorError: p.failed,
      colorWarning: p.warning,
      colorInfo: p.processing,
      colorSuccessBg: p.paidSoft,
      colorErrorBg: p.failedSoft,
      colorWarningBg: p.warningSoft,
      colorInfoBg: p.processingSoft,
      colorSuccessBorder: p.line,
      colorErrorBorder: p.line,
      colorWarningBorder: p.line,
      colorInfoBorder: p.line,
      controlOutline: 'transparent',
    },
    components: {
      // What is not chosen must be seen, too: a line's grey is too close to the ground for something to press.
      Radio: { colorBorder: p.textSoft },
      Checkbox: { colorBorder: p.textSoft },
      Tabs: { itemSelectedColor: p.accentText, itemHoverColor: p.accentText, inkBarColor: p.accentText },
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        primaryColor: p.onAccent,
        dangerColor: p.onFailed,
        defaultHoverColor: p.accentText,
        defaultHoverBorderColor: p.accentText,
        defaultActiveColor: p.accentText,
      },
    },
  };
}

/** Whether a media query holds now. */
function useMedia(text: string): boolean {
  const [query] = useState(() => window.matchMedia(text));
  const [matches, setMatches] = useState(query.matches);
  useEffect(() => {
    const changed = () => setMatches(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, [query]);
  return matches;
}

/** Colours, fonts and the component library's language for everything inside. Colours are CSS variables `--hc-*`. */
export function ThemeProvider(props: { theme: Theme; language: Language; children: ReactNode }) {
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const stillness = useMedia('(prefers-reduced-motion: reduce)');
  const mode = props.theme === 'system' ? (systemDark ? 'dark' : 'light') : props.theme;
  const palette = mode === 'dark' ? dark : light;
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.dataset['theme'] = mode;
    root.style.colorScheme = mode;
    root.style.fontFamily = fonts[props.language];
    for (const [name, value] of Object.entries(toCssVariables(palette))) root.style.setProperty(name, value);
  }, [mode, palette, props.language]);
  return (
    <ConfigProvider
      theme={antTokens(mode, palette, props.language, !stillness)}
      locale={props.language === 'en' ? enUS : zhCN}
      button={{ autoInsertSpace: false }}
      modal={{ centered: true }}
    >
      <App>{props.children}</App>
    </ConfigProvider>
  );
}
