import { buildNuxtShell } from './nuxt-build.ts'

await buildNuxtShell((line) => console.log(line))
