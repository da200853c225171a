/** The build of the portal's pages. Fonts and the stylesheet become hashed files of our own; nothing is inlined, so that the CSP stays strict. */
import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [reactRouter()],
  build: { assetsInlineLimit: 0, sourcemap: false },
  logLevel: 'warn',
})
