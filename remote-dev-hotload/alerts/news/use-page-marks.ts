import { onScopeDispose, watchEffect } from 'vue'
import type { Clock } from '../../kernel/index.ts'
import { useText } from '../../ui/index.ts'
import type { Attention } from './attention.ts'
import disconnectedIcon from './disconnected.svg?no-inline'
import failingIcon from './failing.svg?no-inline'
import { createPageIcon } from './page-icon.ts'
import { createPageTitle } from './page-title.ts'

const ICONS = { failing: failingIcon, disconnected: disconnectedIcon } as const

/** Title and icon of the shell's page, lent while something needs somebody and given back with the calling scope. */
export function usePageMarks(attention: () => Attention, page: Document, clock: Pick<Clock, 'monotonic'>): void {
  const { t } = useText()
  const title = createPageTitle(page, clock)
  const icon = createPageIcon(page, clock)

  watchEffect(() => {
    const now = attention()
    title.set(now === 'calm' ? null : t(`news.title.${now}`))
    icon.set(now === 'calm' ? null : ICONS[now])
  })
  onScopeDispose(() => {
    title.dispose()
    icon.dispose()
  })
}
