export { useKeyNames } from './key-names.ts'
export { isComposing, isPaletteKey } from './panel-keys.ts'
export { createPanelKeys } from './create-panel-keys.ts'
export { createZones, type ZoneName } from './zones.ts'
