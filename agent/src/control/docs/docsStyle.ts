/** The style of the docs page. */
export const DOCS_STYLE = `:root {
  color-scheme: light dark;
  --ground: light-dark(#ffffff, #14171c);
  --raised: light-dark(#f4f5f7, #1d2128);
  --line: light-dark(#d5d9e0, #363d48);
  --text: light-dark(#1c2027, #e3e6eb);
  --quiet: light-dark(#555d6b, #a6afbd);
  --link: light-dark(#0b57c2, #86b4ff);
  --get: light-dark(#0b57c2, #86b4ff);
  --post: light-dark(#186a3b, #7fd3a0);
  --put: light-dark(#8a5300, #f0b765);
  --delete: light-dark(#b3261e, #ff9c94);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.55 system-ui, sans-serif; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; padding: 0.5rem 1rem; background: var(--ground); }
.skip:focus { left: 0; z-index: 1; }
header { padding: 1.5rem 2rem 1rem; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.5rem; }
header p { margin: 0.25rem 0 0; color: var(--quiet); }
h2 { margin: 3rem 0 0; font-size: 1.35rem; }
h4 { margin: 1.5rem 0 0.5rem; font-size: 0.95rem; }
.columns { display: grid; grid-template-columns: 20rem minmax(0, 1fr); }
nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 1rem 1rem 2rem 2rem; border-right: 1px solid var(--line); font-size: 0.875rem; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav .tag { display: block; margin-top: 1rem; font-weight: 600; color: var(--text); text-decoration: none; }
nav li li a { display: flex; gap: 0.5rem; align-items: baseline; padding: 0.2rem 0; color: var(--quiet); text-decoration: none; }
nav a:hover { color: var(--link); text-decoration: underline; }
.runbook pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.runbook h2 { margin-top: 2rem; }
nav.runbooks li a { display: block; padding: 0.2rem 0; color: var(--quiet); }
nav.runbooks [aria-current] { color: var(--text); font-weight: 600; }
.elsewhere { font: 0.8rem ui-monospace, monospace; color: var(--quiet); }
main { max-width: 60rem; padding: 1rem 2rem 6rem; }
main:focus { outline: none; }
article { margin-top: 1.5rem; padding: 1.25rem 1.5rem 1.5rem; border: 1px solid var(--line); border-radius: 6px; }
article:target { border-color: var(--link); }
h3 { margin: 0; font-size: 1rem; overflow-wrap: anywhere; }
.path { color: var(--text); text-decoration: none; font-family: ui-monospace, monospace; }
.path:hover { text-decoration: underline; }
.method { display: inline-block; min-width: 3.4em; font: 700 0.75rem/1.4 ui-monospace, monospace; color: var(--get); }
nav .method { flex: none; min-width: 4em; font-size: 0.7rem; }
.post { color: var(--post); }
.put, .patch { color: var(--put); }
.delete { color: var(--delete); }
.summary { margin: 0.5rem 0 0.25rem; }
.facts { margin: 0 0 0.75rem; font-size: 0.85rem; color: var(--quiet); }
.facts span + span::before { content: '· '; }
.status { font-family: ui-monospace, monospace; }
code { font: 0.875em ui-monospace, monospace; }
pre { margin: 0.5rem 0; padding: 0.75rem 1rem; max-height: 26rem; overflow: auto; background: var(--raised); border-radius: 4px; line-height: 1.45; }
details { margin-top: 0.75rem; }
summary { cursor: pointer; color: var(--link); }
.scroll { overflow-x: auto; }
table { width: 100%; margin-top: 0.5rem; border-collapse: collapse; font-size: 0.875rem; }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { font-weight: 600; }
td:first-child { white-space: nowrap; }
.type { font-family: ui-monospace, monospace; font-size: 0.8rem; color: var(--quiet); min-width: 6rem; overflow-wrap: break-word; }
abbr { color: var(--delete); text-decoration: none; }
.depth-1 { padding-left: 1.25rem; }
.depth-2 { padding-left: 2.5rem; }
.depth-3 { padding-left: 3.75rem; }
@media (max-width: 60rem) {
  .columns { display: block; }
  nav { position: static; max-height: 40vh; border-right: 0; border-bottom: 1px solid var(--line); padding: 0 1rem 1rem; }
  header, main { padding-left: 1rem; padding-right: 1rem; }
}
@media print { nav { display: none; } .columns { display: block; } }
`;

/** Two figures, the second behind the first. */
export const DOCS_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="6" cy="5" r="3" fill="#0b57c2"/><path d="M1 14a5 5 0 0 1 10 0z" fill="#0b57c2"/><circle cx="11" cy="5.5" r="2.4" fill="#7fb0ff"/><path d="M9 9.4A4.6 4.6 0 0 1 15.4 14H12A6 6 0 0 0 9 9.4z" fill="#7fb0ff"/></svg>
`;
