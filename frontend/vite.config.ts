import { fileURLToPath } from 'node:url';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';

const backend = { target: process.env.BACKEND_URL ?? 'http://127.0.0.1:8000', changeOrigin: false };

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: 'react',
      autoCodeSplitting: true,
      routesDirectory: 'src/routes',
      generatedRouteTree: 'src/app/routeTree.gen.ts',
      quoteStyle: 'single',
    }),
    react(),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: 'script-defer',
      manifest: {
        name: 'Strato',
        short_name: 'Strato',
        description: 'Drop a 3D model, get a price in seconds, follow the print live.',
        theme_color: '#127d85',
        background_color: '#f6f8f9',
        id: '/',
        lang: 'en',
        dir: 'ltr',
        categories: ['business', 'productivity'],
        display: 'standalone',
        start_url: '/',
        scope: '/',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-192.png', sizes: '192x192', type: 'image/png', purpose: 'maskable' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/logo.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
        shortcuts: [
          { name: 'New print', url: '/print' },
          { name: 'My prints', url: '/prints' },
          { name: 'Labs', url: '/labs' },
        ].map((shortcut) => ({ ...shortcut, icons: [{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' }] })),
      },
      workbox: {
        importScripts: ['/push.js'],
        globPatterns: ['index.html', '*.{js,svg}', 'assets/*.{js,css}', 'assets/inter-latin-wght-*.woff2'],
        globIgnores: ['**/{ModelViewer,parse.worker,LeafletMap,Chart-,CartesianChart,countries,3MFLoader}*'],
        maximumFileSizeToCacheInBytes: 600_000,
        // What is not kept from the start (other alphabets, the viewer, charts, maps) is kept once it was used.
        runtimeCaching: [
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
            handler: 'CacheFirst',
            options: { cacheName: 'assets', expiration: { maxEntries: 100 } },
          },
        ],
        navigateFallbackDenylist: [/^\/api/, /^\/admin/, /^\/ws/, /^\/static/, /^\/media/, /^\/sandbox/, /^\/(healthz|readyz|metrics)/],
      },
    }),
  ],
  resolve: {
    alias: { '@': fileURLToPath(new URL('./src', import.meta.url)), '@locales': fileURLToPath(new URL('./locales', import.meta.url)) },
  },
  build: { manifest: true, target: 'es2022' },
  worker: { format: 'es' },
  server: {
    port: 5173,
    proxy: {
      '/api': backend,
      '/admin': backend,
      '/static': backend,
      '/sandbox': backend,
      '/media': backend,
      '/healthz': backend,
      '/ws': { ...backend, ws: true },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts?(x)'],
    setupFiles: ['src/test/setup.ts'],
    css: false,
    restoreMocks: true,
    testTimeout: 30_000, // beside two other suites on two cores
  },
});
