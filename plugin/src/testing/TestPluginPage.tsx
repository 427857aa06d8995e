import React from 'react';
import type { PluginPageProps } from '@grafana/runtime';

/** What Grafana draws around a page, as far as a test can see it: heading, actions, what stands under the heading. */
export function TestPluginPage({ pageNav, renderTitle, actions, subTitle, children }: PluginPageProps) {
  const title = pageNav?.text ?? '';
  return (
    <main>
      {renderTitle ? renderTitle(title) : <h1>{title}</h1>}
      {actions}
      {subTitle}
      {children}
    </main>
  );
}
