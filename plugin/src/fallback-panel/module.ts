import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { FallbackPanel } from './FallbackPanel.tsx';
import { buildOptions } from './options/buildOptions.ts';
import type { PanelOptions } from './options/PanelOptions.ts';
import { readOptions } from './options/readOptions.ts';
import { suggestPanel } from './suggestPanel.ts';

// Done before the first panel is drawn; without it the first text warns on the console, and fails in a development build.
void initPluginTranslations('understudy-fallback-panel');

/** The panel "Fallbacks per model". Nothing here is loaded lazily: chunks of a nested panel are not found. */
export const plugin = new PanelPlugin<PanelOptions>(FallbackPanel)
  .setPanelOptions(buildOptions)
  .useFieldConfig({
    // Thresholds and colours are the panel's own options: a rate and a cost have one each.
    disableStandardOptions: [
      FieldConfigProperty.Actions,
      FieldConfigProperty.Color,
      FieldConfigProperty.FieldMinMax,
      FieldConfigProperty.Mappings,
      FieldConfigProperty.Max,
      FieldConfigProperty.Min,
      FieldConfigProperty.NoValue,
      FieldConfigProperty.Thresholds,
    ],
  })
  .setMigrationHandler(({ options }) => readOptions(options))
  .setSuggestionsSupplier(suggestPanel);
