export type PluginState = 'running' | 'paused' | 'failed'

export interface PluginRow {
  id: string
  name: string
  version: string
  state: PluginState
  updated: string
}

/** Fixed, so that two looks at the page are alike. */
export const PLUGINS: PluginRow[] = [
  { id: 'crm', name: 'CRM Assistant', version: '2.4.1', state: 'running', updated: '2026-11-20' },
  { id: 'billing', name: 'Billing Bridge', version: '1.18.0', state: 'running', updated: '2026-11-18' },
  { id: 'forms', name: 'Form Builder', version: '0.9.7', state: 'paused', updated: '2026-11-11' },
  { id: 'media', name: 'Media Library', version: '3.0.2', state: 'failed', updated: '2026-11-03' },
  { id: 'wecom', name: '企业微信连接器', version: '1.2.0', state: 'running', updated: '2026-10-29' },
]
