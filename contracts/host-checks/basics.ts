import { compareHostApi } from '../host-version.ts'
import { DEVHOTLOAD_HOST_API } from '../host.ts'
import { fault, OK, open, type HostCheck } from './check.ts'
import { functionAt, isObject, memberAt, nameOf } from './members.ts'

const MEMBERS = new Set([
  ...['apiVersion', 'config', 'onConfigChange', 'user', 'tenant', 'auth', 'permissions', 'locale', 'theme'],
  ...['navigation', 'notify', 'confirm', 'telemetry', 'escalate'],
])
const OPTIONAL_FUNCTIONS = ['onConfigChange', 'notify', 'confirm', 'escalate']
const TELEMETRY = ['breadcrumb', 'metric', 'exception']

/** Version, names and the members that a host may leave out. */
export const BASIC_CHECKS: readonly HostCheck[] = [
  {
    id: 'apiVersion.form',
    title: 'apiVersion is a version number',
    fix: 'Hand over the version of the contract that the shell was written for, e.g. "1.0".',
    run(host) {
      const version = memberAt(host, 'apiVersion')
      return compareHostApi(version) === 'unreadable' ? fault(`apiVersion is ${nameOf(version)}.`) : OK
    },
  },
  {
    id: 'apiVersion.fits',
    title: `apiVersion fits the contract ${DEVHOTLOAD_HOST_API}`,
    fix: 'Deploy a shell and a remote whose contract has the same major number; the minor of the shell must not be older.',
    run(host) {
      if (compareHostApi(memberAt(host, 'apiVersion')) === 'fits') return OK
      return fault(`The shell says ${nameOf(memberAt(host, 'apiVersion'))}, the contract is ${DEVHOTLOAD_HOST_API}.`)
    },
  },
  {
    id: 'host.names',
    title: 'the host has no member that the contract does not know',
    fix: 'Correct the name, or take the member away: the remote never looks at it.',
    run(host) {
      if (!isObject(host)) return fault(`The host is ${nameOf(host)}.`)
      const unknown = Object.keys(host).filter((name) => !MEMBERS.has(name))
      return unknown.length === 0 ? OK : fault(`Nobody reads ${unknown.join(', ')}.`)
    },
  },
  ...OPTIONAL_FUNCTIONS.map((name): HostCheck => ({
    id: `${name}.form`,
    title: `${name}, where it is given, is a function`,
    fix: `Give a function, or leave ${name} out: the remote then uses its own.`,
    run(host) {
      const member = memberAt(host, name)
      if (member === undefined) return open('The shell leaves it out, which it may.')
      return typeof member === 'function' ? OK : fault(`${name} is ${nameOf(member)}.`)
    },
  })),
  {
    id: 'telemetry.form',
    title: 'telemetry, where it is given, has breadcrumb, metric and exception',
    fix: 'Give all three functions, or leave telemetry out.',
    run(host) {
      if (memberAt(host, 'telemetry') === undefined) return open('The shell leaves it out, which it may.')
      const missing = TELEMETRY.filter((name) => functionAt(host, `telemetry.${name}`) === null)
      return missing.length === 0 ? OK : fault(`telemetry has no ${missing.join(', no ')}.`)
    },
  },
  {
    id: 'permissions.form',
    title: 'permissions.check, where it is given, answers yes or no',
    fix: 'Answer true or false, or a promise of one, and false for a permission that nobody knows.',
    async run(host) {
      if (memberAt(host, 'permissions') === undefined) return open('The shell leaves it out, which it may.')
      const check = functionAt(host, 'permissions.check')
      if (!check) return fault('permissions has no check.')
      const answer = await check('admin.devHotload.manage')
      if (typeof answer !== 'boolean') return fault(`It answers ${nameOf(answer)} to admin.devHotload.manage.`)
      const unheard = await check('devHotload.contractCheck.unheardOf')
      if (unheard === true && memberAt(memberAt(host, 'user') && functionAt(host, 'user.get')?.(), 'isRoot') !== true)
        return fault('It grants a permission that does not exist.')
      return OK
    },
  },
]
