/**
 * Styles for what holds buttons: whoever presses the icon of a button presses the button. Grafana's icons put another element
 * in place of theirs once they are loaded, after every mount; when that happens between press and release under the pointer,
 * the browser makes no click of the two.
 */
export const steadyPress = { '& button > svg, & a > svg': { pointerEvents: 'none' } } as const;
