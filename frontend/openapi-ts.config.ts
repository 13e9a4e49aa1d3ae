import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: '../backend/openapi.yaml',
  output: { path: 'src/shared/api/gen', clean: true },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', { name: '@hey-api/sdk', asClass: false, auth: false }, '@tanstack/react-query'],
});
