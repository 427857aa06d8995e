import type { PanelProps } from '@grafana/data';
import { BigValue, BigValueColorMode, BigValueGraphMode, useTheme2 } from '@grafana/ui';
import { fieldValues, type ReduceOptions } from './fieldValues.ts';

interface Options extends ReduceOptions {
  readonly colorMode?: BigValueColorMode;
  readonly graphMode?: BigValueGraphMode;
}

/** Stands in for Grafana's stat panel: the values beside each other. */
export function StatPanel(props: PanelProps<Options>) {
  const theme = useTheme2();
  const values = fieldValues(props);
  const { width, height, options } = props;
  return (
    <div style={{ display: 'flex', width, height }}>
      {values.map(({ display, sparkline }, index) => (
        <BigValue
          key={index}
          theme={theme}
          width={width / values.length}
          height={height}
          value={display}
          count={values.length}
          colorMode={options.colorMode ?? BigValueColorMode.Value}
          graphMode={options.graphMode ?? BigValueGraphMode.None}
          {...(sparkline ? { sparkline } : {})}
        />
      ))}
    </div>
  );
}
