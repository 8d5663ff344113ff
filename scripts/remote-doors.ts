/** The doors of the remote: federation name → source file, relative to `remote-dev-hotload/`. */
export const REMOTE_NAME = 'dev_hotload'

export const REMOTE_DOORS = {
  './SessionDashboard': './expose/SessionDashboard.ts',
  './LogStreamPanel': './expose/LogStreamPanel.ts',
  './MetricsWidgets': './expose/MetricsWidgets.ts',
  './guard': './expose/guard.ts',
  './routes': './expose/routes.ts',
  './mount': './expose/mount.ts',
} as const
