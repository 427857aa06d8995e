/** Secrets of every stage: no browser may see one of them, in whatever form. */
export const CANARIES = {
  adminToken: 'canary-admin-token-4f81c0a7',
  viewerToken: 'canary-viewer-token-9b3e62d5',
  sealedKey: 'sk-canary-sealed-key-1d7a5c93',
  referencedKey: 'sk-canary-referenced-key-e20b8f46',
  clientKey: 'canary-client-key-7c95d1ab',
} as const;
