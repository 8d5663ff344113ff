import { beforeAll, describe, expect, it } from 'vitest'
import { init } from 'es-module-lexer'
import { withAgainAddress } from './again-address.ts'

beforeAll(() => init)

describe('the address of a chunk in the built code', () => {
  it.each([
    ['a=r(()=>import("./a-1.js"),[],import.meta.url)', 'a=r(()=>import(r.at("./a-1.js")),[],import.meta.url)'],
    ['$e(()=>import("./a-1.js").then(n=>n.b),[],u)', '$e(()=>import($e.at("./a-1.js")).then(n=>n.b),[],u)'],
    [
      'await r(async()=>{const{Door:a}=await import("./gate-1.js");return{Door:a}},[],u)',
      'await r(async()=>{const{Door:a}=await import(r.at("./gate-1.js"));return{Door:a}},[],u)',
    ],
    [
      '__vitePreload(async () => { const {default: a} = await import("./!~{00a}~.js").then(n => n.b);return { a } },void 0)',
      '__vitePreload(async () => { const {default: a} = await import(__vitePreload.at("./!~{00a}~.js")).then(n => n.b);return { a } },void 0)',
    ],
    [
      'r(()=>import("./a.js"),[]),s(()=>import("./b.js"),[])',
      'r(()=>import(r.at("./a.js")),[]),s(()=>import(s.at("./b.js")),[])',
    ],
  ])('can be another one: %s', (code, built) => expect(withAgainAddress(code)).toBe(built))

  it.each(['import{a}from"./a.js";a()', 'import(e)', 'import("https://elsewhere.test/a.js")', 'import.meta.url', 'x'])(
    'is left alone where it is none of ours: %s',
    (code) => expect(withAgainAddress(code)).toBe(code),
  )

  it('stops the build when Vite writes it in another way', () => {
    expect(() => withAgainAddress('const a=()=>import("./a.js")')).toThrow('does not stand in Vite')
  })
})
