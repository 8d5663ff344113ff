/**
 * The catalogue of everything that can go wrong. A code is permanent: never rename or reuse one.
 * `why` is the diagnosis, `fix` the remedy; what the user reads is in the locale files under the same code.
 */
export type DiagnosticSeverity = 'info' | 'warning' | 'error'

export interface Diagnostic {
  readonly severity: DiagnosticSeverity
  readonly why: string
  readonly fix: string
}

export const DIAGNOSTICS = {
  DH_CONFIG_001: {
    severity: 'warning',
    why: 'A configuration value has the wrong type or lies outside its range.',
    fix: 'Correct the key named in the detail; the default is used until then.',
  },
  DH_HOST_001: {
    severity: 'error',
    why: 'The shell speaks another version of the host contract than this remote.',
    fix: 'Deploy a remote and a shell whose host contract versions share the major number.',
  },
  DH_HOST_002: {
    severity: 'error',
    why: 'A function that the shell handed over threw.',
    fix: 'Look into the shell log for the named function.',
  },
  DH_STREAM_001: {
    severity: 'warning',
    why: 'The stream broke off or could not be opened; another attempt is scheduled.',
    fix: 'Nothing, if it recovers. Otherwise check that the Dev API is up and reachable from the browser.',
  },
  DH_STREAM_002: {
    severity: 'error',
    why: 'The stream address answered with something that is not an event stream.',
    fix: 'Check PX_DEV_SSE_URL and the proxies in between; a sign-in page or error page was served instead.',
  },
  DH_STREAM_003: {
    severity: 'warning',
    why: 'The server has no event stream at this address.',
    fix: 'Check PX_DEV_SSE_URL; the session list is polled meanwhile.',
  },
  DH_STREAM_004: {
    severity: 'warning',
    why: 'The server could not replay everything since the last received event.',
    fix: 'Load the missing lines from the gap row, or raise the retention of the server.',
  },
  DH_STREAM_005: {
    severity: 'warning',
    why: 'Nothing, not even a heartbeat, came for longer than the stream allows.',
    fix: 'Nothing, if it recovers. Otherwise look for a proxy that buffers or cuts idle connections.',
  },
  DH_STREAM_006: {
    severity: 'warning',
    why: 'An event was too large, too deep or not readable and was set aside.',
    fix: 'Check the sender named in the detail against the stream contract.',
  },
  DH_API_001: {
    severity: 'error',
    why: 'The Dev API could not be reached.',
    fix: 'Check that it runs and that PX_DEV_API_BASE_URL points to it.',
  },
  DH_API_002: {
    severity: 'error',
    why: 'The Dev API answered with a failure of its own.',
    fix: 'Try again; if it stays, give the request id to the operators of the Dev API.',
  },
  DH_API_003: {
    severity: 'error',
    why: 'The answer of the Dev API does not keep the wire contract.',
    fix: 'Compare the versions of the remote and the Dev API.',
  },
  DH_API_400: {
    severity: 'error',
    why: 'The Dev API refused the input.',
    fix: 'Correct what the detail names.',
  },
  DH_API_401: {
    severity: 'error',
    why: 'The sign-in has ended and could not be renewed.',
    fix: 'Sign in again; the panel opens at the same place.',
  },
  DH_API_403: {
    severity: 'error',
    why: 'The account is not allowed to do this.',
    fix: 'Ask an administrator for the permission admin.devHotload.manage.',
  },
  DH_API_404: {
    severity: 'error',
    why: 'The session is not there any more.',
    fix: 'Refresh the list.',
  },
  DH_API_409: {
    severity: 'info',
    why: 'The session is already in that state.',
    fix: 'Nothing; the row has been refreshed.',
  },
  DH_API_429: {
    severity: 'warning',
    why: 'The Dev API asks for a pause.',
    fix: 'Wait for the time it named and try again.',
  },
  DH_API_501: {
    severity: 'info',
    why: 'The server of this profile has no such thing to be asked for.',
    fix: 'Nothing; a Dev API behind the Admin GraphQL gateway offers it.',
  },
  DH_COMMAND_001: {
    severity: 'warning',
    why: 'The server accepted the command but its effect was not seen in time.',
    fix: 'Look at the session and its log; the command can be sent again.',
  },
  DH_COMMAND_002: {
    severity: 'error',
    why: 'The command was carried out and failed.',
    fix: 'Read the reason on the session and its log.',
  },
  DH_ALERT_001: {
    severity: 'error',
    why: 'The stream has been down for more than 60 seconds: what is shown may be old.',
    fix: 'Check that the Dev API is up and reachable from the browser; the panel tries again by itself.',
  },
  DH_ALERT_002: {
    severity: 'error',
    why: 'Three terminates in a row were not carried out.',
    fix: 'Look at the Dev API and its sandboxes; the second line of operations has been told.',
  },
  DH_ALERT_003: {
    severity: 'error',
    why: 'Three reloads of a session failed in a row.',
    fix: 'Read the first error of the last reload in the log of the session.',
  },
  DH_ALERT_004: {
    severity: 'warning',
    why: 'A session expires soon and its CLI has not renewed it.',
    fix: 'Check that its CLI still runs; a sign of life renews it.',
  },
  DH_CACHE_001: {
    severity: 'info',
    why: 'The storage of this browser is full, forbidden or broken; what would be kept there is kept in memory.',
    fix: 'Free some space or allow storage for this site, then load the page anew. Nothing is lost but a faster start.',
  },
  DH_VIEW_001: {
    severity: 'error',
    why: 'A part of the panel crashed while drawing.',
    fix: 'Retry that part; report the detail if it happens again.',
  },
  DH_VIEW_002: {
    severity: 'error',
    why: 'Something that was asked for failed in the panel itself: a handler, a watcher, a timer or a listener.',
    fix: 'Try again; report the detail if it happens again.',
  },
  DH_LOAD_001: {
    severity: 'warning',
    why: 'A file of the panel did not arrive, though no other build has been deployed as far as is known.',
    fix: 'Try again. Otherwise check that the address in the detail is served, and npm run remote:verify.',
  },
  DH_LOAD_002: {
    severity: 'info',
    why: 'A file of the panel is gone because another build has been deployed since the page was opened.',
    fix: 'Reload the page. Keep the files of the last builds on the server, and this is not seen.',
  },
  DH_LOAD_003: {
    severity: 'error',
    why: 'A file of the panel arrived and could not be run.',
    fix: 'Reload the page. Otherwise compare the deployed files with their manifest: npm run remote:verify.',
  },
} as const satisfies Record<string, Diagnostic>

/** A permanent code of the catalogue. */
export type DiagnosticCode = keyof typeof DIAGNOSTICS
