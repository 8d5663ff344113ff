import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import type { Page } from 'playwright'
import { z } from 'zod'
import type { Changeable } from '../../../contracts/host-checks/index.ts'
import type { HostCheckOptions } from './options.ts'

/** What a person does on the page: signs in, and changes values there and back. */
export interface Person {
  signIn(page: Page): Promise<void>
  readonly change: Partial<Record<Changeable, (page: Page) => Promise<void>>>
}

const NOBODY: Person = { signIn: async () => undefined, change: {} }

/** Picks the option of a list that is not picked. */
async function pickOther(page: Page, testId: string): Promise<void> {
  const list = page.getByTestId(testId)
  const now = await list.inputValue()
  const values = await list
    .locator('option')
    .evaluateAll((options) => options.map((one) => (one as HTMLOptionElement).value))
  const other = values.find((value) => value !== now)
  if (other === undefined) throw new Error(`${testId} offers nothing else.`)
  await list.selectOption(other)
}

/** A person of the stand-in shell. */
const atStub = (user: string): Person => ({
  signIn: (page) => page.getByTestId(`stub-sign-in-${user}`).click(),
  change: {
    theme: (page) => page.getByTestId('stub-theme').click(),
    locale: (page) => pickOther(page, 'stub-locale'),
    tenant: (page) => pickOther(page, 'stub-tenant'),
    async config(page) {
      const flag = page.getByTestId('stub-flag-hotload')
      await flag.setChecked(!(await flag.isChecked()), { force: true })
    },
  },
})

type Action = (page: Page) => Promise<void>
const action = z.custom<Action>((value) => typeof value === 'function', 'it must be a function')
const scriptSchema = z.object({
  default: action.optional(),
  change: z.partialRecord(z.enum(['user', 'tenant', 'locale', 'theme', 'config']), action).optional(),
})

/** The person that the options name; a script that does not keep its shape throws. */
export async function personOf({ stubUser, script }: Pick<HostCheckOptions, 'stubUser' | 'script'>): Promise<Person> {
  if (stubUser !== null) return atStub(stubUser)
  if (script === null) return NOBODY
  const module: unknown = await import(pathToFileURL(resolve(script)).href)
  const { default: signIn = NOBODY.signIn, change = {} } = scriptSchema.parse(module)
  return { signIn, change }
}
