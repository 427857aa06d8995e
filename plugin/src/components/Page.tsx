import React, { useMemo, type ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { useQueryClient } from '@tanstack/react-query';
import { css } from '@emotion/css';
import type { GrafanaTheme2, NavModelItem } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { useSettings } from '../api/SettingsContext.ts';
import { useAgentDown } from '../hooks/useAgentDown.ts';
import { useScope } from '../hooks/useScope.ts';
import { PageProblem } from './PageProblem.ts';
import { ScopeBar } from './scope/ScopeBar.tsx';
import { Failed } from './states/Failed.tsx';
import { NotConfigured } from './states/NotConfigured.tsx';
import { StoreAway } from './states/StoreAway.tsx';
import { steadyPress } from './steadyPress.ts';

/** The page above this one, for the breadcrumbs. */
export interface ParentPage {
  readonly text: string;
  /** Absolute within Grafana: `/a/understudy-fallback-app/chains`. */
  readonly url: string;
}

export interface PageProps {
  readonly title: string;
  /** A line under the title, above the scope. */
  readonly subtitle?: ReactNode;
  /** Beside the title, such as the active step. */
  readonly badge?: ReactNode;
  readonly actions?: ReactNode;
  /** `agent`: the page edits, so it is about this agent alone. `both`: a person chooses. */
  readonly scope: 'agent' | 'both';
  readonly parent?: ParentPage;
  readonly children: ReactNode;
}

/** A page of the app: title, scope, what is wrong with the connection, and its content. */
export function Page({ title, subtitle, badge, actions, scope, parent, children }: PageProps) {
  const styles = useStyles2(getStyles);
  const { agentUrl } = useSettings();
  return (
    <PluginPage
      background="canvas"
      pageNav={useNav(title, parent)}
      renderTitle={(text) => (
        <div className={styles.title}>
          <h1 className={styles.heading}>{text}</h1>
          {badge}
        </div>
      )}
      subTitle={
        <div className={styles.under}>
          {subtitle}
          {agentUrl && <ScopeBar choice={scope} />}
        </div>
      }
      {...(agentUrl && { actions: <div className={styles.actions}>{actions}</div> })}
    >
      <div className={styles.content}>{agentUrl ? <Content scope={scope}>{children}</Content> : <NotConfigured />}</div>
    </PluginPage>
  );
}

/** What Prometheus says stays right while the agent is down, so only pages about the agent say that it is. */
function Content({ scope, children }: Pick<PageProps, 'scope' | 'children'>) {
  const all = useScope() === 'all' && scope === 'both';
  const down = useAgentDown();
  const queries = useQueryClient();
  const told = down !== undefined && !all;
  if (told && down.error.kind === 'unconfigured') return <NotConfigured />;
  return (
    <PageProblem.Provider value={told}>
      {told && <Failed failure={down} onRetry={() => void queries.invalidateQueries()} />}
      {!down && !all && <StoreAway />}
      {children}
    </PageProblem.Provider>
  );
}

/** Grafana merges a crumb with the section's own where both have the same path: the page's title stays the last one. */
function useNav(title: string, parent: ParentPage | undefined): NavModelItem {
  const { pathname, search } = useLocation();
  const { text, url } = parent ?? {};
  return useMemo(
    () => ({
      text: title,
      url: `${pathname}${search}`,
      ...(text !== undefined && url !== undefined && { parentItem: { text, url } }),
    }),
    [title, pathname, search, text, url],
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({
    alignItems: 'center',
    columnGap: theme.spacing(1.5),
    display: 'flex',
    flexWrap: 'wrap',
    // Actions go below a title rather than break it into pieces.
    minWidth: theme.spacing(25),
  }),
  actions: css({ ...steadyPress, display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  heading: css({ margin: 0, minWidth: 0, overflowWrap: 'anywhere' }),
  under: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  content: css({
    ...steadyPress,
    display: 'flex',
    flex: 1,
    flexDirection: 'column',
    gap: theme.spacing(2),
    minWidth: 0,
  }),
});
