import React, { Component, type ReactNode } from 'react';
import { t } from '@grafana/i18n';
import { PluginPage } from '@grafana/runtime';
import { ProblemAlert } from '../../components/states/ProblemAlert.tsx';

interface Props {
  /** What is shown, as the address says it: a failure of one page ends when another is opened. */
  readonly page: string;
  readonly children: ReactNode;
  /** Loads the whole page anew: a part that failed to load is remembered as failed until then. */
  readonly reload?: () => void;
}

interface State {
  readonly error: Error | undefined;
  readonly page: string;
}

/** Webpack's name for a part of the app that could not be loaded, as after an upgrade of the app. */
function isMissingPart(error: Error): boolean {
  return error.name === 'ChunkLoadError';
}

/** Keeps the failure of one page from taking the app with it. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { error: undefined, page: this.props.page };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps({ page }: Props, state: State): Partial<State> | null {
    return page === state.page ? null : { error: undefined, page };
  }

  override render(): ReactNode {
    const { error } = this.state;
    const { children, reload = () => window.location.reload() } = this.props;
    if (!error) return children;
    return (
      <PluginPage>
        {isMissingPart(error) ? (
          <ProblemAlert title={t('boundary.missing', 'A part of the app could not be loaded')} onRetry={reload}>
            {t('boundary.upgraded', 'The app may have been upgraded meanwhile. Retry loads the page anew.')}
          </ProblemAlert>
        ) : (
          <ProblemAlert
            title={t('boundary.failed', 'This page failed')}
            onRetry={() => this.setState({ error: undefined })}
          >
            {error.message}
          </ProblemAlert>
        )}
      </PluginPage>
    );
  }
}
