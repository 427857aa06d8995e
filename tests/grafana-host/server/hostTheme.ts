/** Dark or light. */
export type HostTheme = 'dark' | 'light';
