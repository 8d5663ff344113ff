import { describe, expect, it } from 'vitest'
import { compareHostApi, hostApiRange, type HostFit } from './host-version.ts'

describe('compareHostApi', () => {
  it.each<[unknown, HostFit]>([
    ['1.4', 'fits'],
    ['1.4.0', 'fits'],
    ['1.4.7', 'fits'],
    ['1.4.0-rc.1', 'fits'],
    ['1.4+build.5', 'fits'],
    ['1.5', 'fits'],
    ['1.40', 'fits'],
    ['1.3', 'older'],
    ['1.0', 'older'],
    ['0.9', 'older'],
    ['0.4', 'older'],
    ['2.0', 'newer'],
    ['2.4', 'newer'],
    ['10.4', 'newer'],
  ])('says of a shell with %j that it is %s, for a panel that needs 1.4', (offered, fit) => {
    expect(compareHostApi(offered, '1.4')).toBe(fit)
  })

  it.each<[unknown]>([
    [''],
    [' '],
    ['1'],
    ['1.'],
    ['.4'],
    ['v1.4'],
    ['1.4 '],
    ['1.4.'],
    ['1,4'],
    ['01.4'],
    ['1.04'],
    ['-1.4'],
    ['1.4.x'],
    ['1.4\n'],
    ['1.4<script>'],
    ['1.4-'],
    ['latest'],
    ['９.4'],
    ['9'.repeat(400) + '.4'],
    [1.4],
    [null],
    [undefined],
    [{}],
    [['1.4']],
    [true],
    [Number.NaN],
  ])('takes %j for no version', (offered) => {
    expect(compareHostApi(offered, '1.4')).toBe('unreadable')
  })
})

it('names the accepted range with the next major as its end', () => {
  expect(hostApiRange('1.0')).toBe('>=1.0 <2.0')
  expect(hostApiRange('3.7')).toBe('>=3.7 <4.0')
})
