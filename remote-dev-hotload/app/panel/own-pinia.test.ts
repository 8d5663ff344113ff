import { createPinia, defineStore, getActivePinia, setActivePinia } from 'pinia'
import { expect, it } from 'vitest'
import { ref } from 'vue'
import { createOwnPinia } from './own-pinia.ts'

const useCounter = defineStore('counter', () => {
  const count = ref(0)
  const add = () => ++count.value
  const fail = () => {
    throw new Error('broken')
  }
  return { count, add, fail }
})

it("leaves the shell's Pinia the active one, whatever our stores do", () => {
  const shell = createPinia()
  setActivePinia(shell)
  const { make } = createOwnPinia()
  const ours = make(useCounter)
  expect(getActivePinia()).toBe(shell)
  ours.add()
  expect(getActivePinia()).toBe(shell)
  expect(() => ours.fail()).toThrow('broken')
  expect(getActivePinia()).toBe(shell)
  expect(useCounter().count).toBe(0)
  expect(ours.count).toBe(1)
})
