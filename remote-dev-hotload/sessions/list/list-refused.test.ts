import { afterEach, describe, expect, it } from 'vitest'
import enUS from '../../locales/en-US.json'
import { defaultQuery } from './session-query.ts'
import { closeLists, named, openList } from './testing/open-list.ts'

afterEach(closeLists)

describe('a list that the server refuses', () => {
  it('offers to sign in again when the sign-in has ended, with rows and without', async () => {
    const { list, part, has, sessions, signIn, refresh, answer } = openList()
    sessions.listFailed('DH_API_401', null)
    await list.vm.$nextTick()
    expect(part('dh-list-failed').text()).toContain(enUS.problem.DH_API_401)
    expect(part('dh-list-failed').text()).not.toContain(enUS.common.retry)
    await part('dh-list-sign-in').trigger('click')
    expect(signIn).toHaveBeenCalledTimes(1)

    await answer(named('a'))
    expect(has('dh-list-sign-in')).toBe(false)
    sessions.listFailed('DH_API_401', null)
    await list.vm.$nextTick()
    expect(part('dh-banner').text()).not.toContain(enUS.common.retry)
    await part('dh-list-sign-in').trigger('click')
    expect(signIn).toHaveBeenCalledTimes(2)
    expect(refresh).not.toHaveBeenCalled()
  })

  it('can be asked again where there is nobody to sign in with', async () => {
    const { list, part, has, sessions, refresh } = openList({ canSignIn: false })
    sessions.listFailed('DH_API_401', null)
    await list.vm.$nextTick()
    expect(has('dh-list-sign-in')).toBe(false)
    await part('dh-list-failed').get('button').trigger('click')
    expect(refresh).toHaveBeenCalledOnce()
  })

  it('says who can grant which permission, and does not invite to try again', async () => {
    const { list, part, sessions, answer } = openList()
    const isToldIn = (testid: string) => {
      expect(part(testid).text()).toContain('An administrator of your tenant can grant you this permission:')
      expect(part(testid).get('code').text()).toBe('admin.devHotload.manage')
      expect(part(testid).text()).not.toContain(enUS.common.retry)
    }
    sessions.listFailed('DH_API_403', 'req-8')
    await list.vm.$nextTick()
    isToldIn('dh-list-failed')
    expect(part('dh-list-failed').text()).toContain('req-8')
    await answer(named('a'))
    sessions.listFailed('DH_API_403', 'req-9')
    await list.vm.$nextTick()
    isToldIn('dh-banner')
    expect(part('dh-banner').text()).toMatch(/\d\d:\d\d:\d\d.*req-9/s)
  })
})

describe('the number of sessions', () => {
  it('is claimed once the server has told it: 0 too, but not while it is loading or when it failed', async () => {
    const { list, part, has, sessions, answer } = openList()
    const total = () => part('dh-total')
    const isUnknown = () => {
      expect(total().attributes('data-total')).toBeUndefined()
      expect(list.text()).not.toMatch(/\b0 sessions/)
      expect(has('dh-page-next')).toBe(false)
    }
    sessions.setQuery({ ...defaultQuery, search: 'orders' })
    await list.vm.$nextTick()
    isUnknown()
    sessions.listFailed('DH_API_001', null)
    await list.vm.$nextTick()
    isUnknown()
    await answer([])
    expect(total().attributes('data-total')).toBe('0')
    expect(total().text()).toBe('0 sessions')
    sessions.listFailed('DH_API_001', null)
    await list.vm.$nextTick()
    expect(total().attributes('data-total')).toBe('0')
  })

  it('is not taken from the last visit', async () => {
    const { list, part, rows, sessions } = openList()
    sessions.applyRemembered(named('a', 'b'))
    await list.vm.$nextTick()
    expect(rows()).toEqual(['a', 'b'])
    expect(part('dh-total').attributes('data-total')).toBeUndefined()
    expect(part('dh-total').text()).toBe('')
  })
})

describe('the outline of a list that is on its way', () => {
  it('cannot be scrolled: there is nothing in it that the keyboard could reach', async () => {
    const { list, answer } = openList()
    const body = list.get('.dh-sessions-body')
    expect(body.classes()).toContain('dh-sessions-body-bare')
    await answer(named('a'))
    expect(body.classes()).not.toContain('dh-sessions-body-bare')
  })
})
