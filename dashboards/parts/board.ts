import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DashboardBuilder,
  DashboardCursorSync,
  type Dashboard,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { annotations } from './annotations.ts';
import { layOut, type Section } from './layout.ts';
import { boardLinks, TAG } from './links.ts';
import { scopeVariables } from './variables.ts';

/** What one dashboard has of its own. */
export interface BoardSpec {
  /** `understudy-…`: links and provisioning name it. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables?: readonly Builder<VariableModel>[];
  readonly sections: readonly Section[];
}

/* eslint-disable @typescript-eslint/no-deprecated -- Grafana 12.4 reads the classic form from files; the newer one needs a feature that is off there */
/** A dashboard in the form that Grafana's provisioning reads. */
export type Board = Dashboard;

/** Of Grafana 12.4; newer ones migrate it. */
const SCHEMA_VERSION = 42;

/** A whole dashboard as Grafana reads it. */
export function board({ uid, title, description, variables = [], sections }: BoardSpec): Board {
  const dashboard = new DashboardBuilder(`Understudy / ${title}`)
    .uid(uid)
    .description(description)
    .tags([TAG])
    .timezone('browser')
    .refresh('30s')
    .time({ from: 'now-6h', to: 'now' })
    .tooltip(DashboardCursorSync.Crosshair)
    .variables([...scopeVariables(), ...variables])
    .annotations(annotations())
    .links(boardLinks())
    .build();
  return { ...dashboard, schemaVersion: SCHEMA_VERSION, panels: layOut(sections) };
}
