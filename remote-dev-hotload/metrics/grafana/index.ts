export { default as GrafanaPanels } from './GrafanaPanels.vue'
