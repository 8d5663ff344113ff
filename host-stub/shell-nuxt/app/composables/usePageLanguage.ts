/** The language of the page. The real shell has `useI18n().locale` in its place. */
export const usePageLanguage = () =>
  useState<string>('locale', () => (/^zh\b/i.test(navigator.language) ? 'zh-CN' : 'en-US'))
