export { default as AloneNews } from './AloneNews.vue'
export { default as DashboardNews } from './DashboardNews.vue'
export { default as OwnBanners } from './OwnBanners.vue'
