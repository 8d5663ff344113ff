export * from './diagnostics.ts'
export * from './host.ts'
export * from './records.ts'
export * from './stream-events.ts'
