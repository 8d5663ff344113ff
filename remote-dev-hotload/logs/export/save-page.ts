import type { Clock } from '../../kernel/index.ts'
import type { SavePage, SavePicker } from './export-target.ts'

/** Browsers start a download after the click has been handled; an address that is gone by then saves nothing. */
const REVOKE_MS = 60_000

/** The page as it is, for saving files. */
export function createSavePage(page: Window, clock: Clock): SavePage {
  const found: unknown = (page as { showSaveFilePicker?: unknown }).showSaveFilePicker
  const { userActivation } = page.navigator as { userActivation?: { readonly isActive: boolean } }
  return {
    picker: typeof found === 'function' ? (found.bind(page) as SavePicker) : null,
    isPressFresh: () => userActivation?.isActive ?? null,
    download(file, name) {
      const address = URL.createObjectURL(file)
      const link = page.document.createElement('a')
      link.href = address
      link.download = name
      link.click()
      clock.after(REVOKE_MS, () => URL.revokeObjectURL(address))
    },
  }
}
