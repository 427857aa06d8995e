/** Pixels of Grafana's top bar. */
export const TOP_BAR_HEIGHT = 40;
