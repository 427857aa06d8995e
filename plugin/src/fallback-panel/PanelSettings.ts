import type { DisplayCurrency } from '../format/format.ts';
import type { PanelLayout } from './panelLayout.ts';
import type { BesideRate } from './options/PanelOptions.ts';

/** What every row of a panel is drawn by. */
export interface PanelSettings {
  readonly layout: PanelLayout;
  /** 0..1. */
  readonly rateThreshold: number;
  readonly costThreshold: number;
  readonly currency: DisplayCurrency;
  /** Decided: no longer `auto`. */
  readonly besideRate: Exclude<BesideRate, 'auto'>;
  /** The address of a model's chain, up to the model; rows without data links lead there. */
  readonly chainsUrl: string | undefined;
}
