/// <reference types="vite/types/importMeta.d.ts" />
declare module '*.css'
declare module '@fontsource-variable/noto-sans-sc'
declare module '@fontsource-variable/noto-serif-sc'
