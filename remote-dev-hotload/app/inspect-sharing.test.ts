import { expect, it } from 'vitest'
import { reactive } from 'vue'
import { inspectSharing } from './mount.ts'

/** A whole Vue of its own, as a shell has that shares nothing. */
const BUNDLED = 'vue/dist/vue.esm-browser.prod.js'

it('tells one Vue from two, also when both mark their objects alike', async () => {
  const other = (await import(/* @vite-ignore */ BUNDLED)) as { reactive: typeof reactive }
  const probe = reactive({})
  expect(inspectSharing(probe).sharesVue).toBe(true)
  expect(Reflect.ownKeys(probe)).toEqual([])
  expect(inspectSharing(other.reactive({})).sharesVue).toBe(false)
  expect(inspectSharing({}).sharesVue).toBe(false)
})
