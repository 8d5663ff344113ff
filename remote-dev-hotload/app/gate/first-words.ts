/** What can be said before any text has arrived: that the panel did not load, and the two ways on. */
const WORDS: Readonly<Record<'en-US' | 'zh-CN', Readonly<Record<string, string>>>> = {
  'en-US': {
    title: 'The panel could not be loaded.',
    body: 'A file of it did not arrive. Try again; if that does not help, reload the page.',
    newerTitle: 'A newer version of the panel has been deployed.',
    newerBody: 'This page was opened before that. Reload the page to go on with the newer version.',
    retry: 'Try again',
    reload: 'Reload the page',
    copy: 'Copy details',
    copied: 'Copied',
    copyRefused: 'The browser refused the clipboard',
  },
  'zh-CN': {
    title: '无法加载面板。',
    body: '面板的某个文件未能下载。请重试；如仍无效，请刷新页面。',
    newerTitle: '面板已部署新版本。',
    newerBody: '此页面是在部署之前打开的。请刷新页面以使用新版本。',
    retry: '重试',
    reload: '刷新页面',
    copy: '复制详情',
    copied: '已复制',
    copyRefused: '浏览器拒绝了剪贴板访问',
  },
}

const KEYS: Readonly<Record<string, string>> = {
  'load.newer.title': 'newerTitle',
  'load.newer.body': 'newerBody',
  'common.retry': 'retry',
  'panel.reloadPage': 'reload',
  'boundary.copy': 'copy',
  'common.copied': 'copied',
  'common.copyRefused': 'copyRefused',
}

/** The words of `LoadFailed` while the texts themselves are what did not load; nothing for any other key. */
export function firstWord(locale: 'en-US' | 'zh-CN', key: string): string {
  const [, part] = /^load\.\w+\.(title|body)$/.exec(key) ?? []
  return WORDS[locale][KEYS[key] ?? part ?? ''] ?? ''
}
