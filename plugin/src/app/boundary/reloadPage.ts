/** Loads the page anew: a part that failed to load is remembered as failed until then. */
export function reloadPage(): void {
  window.location.reload();
}
