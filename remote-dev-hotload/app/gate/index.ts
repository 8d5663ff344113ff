export { default as Door } from './Door.vue'
