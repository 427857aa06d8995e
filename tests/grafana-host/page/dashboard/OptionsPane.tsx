import { css } from '@emotion/css';
import { get, groupBy, set, cloneDeep } from 'lodash';
import {
  PanelOptionsEditorBuilder,
  type DataFrame,
  type GrafanaTheme2,
  type PanelOptionsEditorItem,
  type PanelPlugin,
} from '@grafana/data';
import { Field, useStyles2 } from '@grafana/ui';

interface Props {
  readonly plugin: PanelPlugin;
  readonly options: Record<string, unknown>;
  readonly data: readonly DataFrame[];
  readonly onChange: (options: Record<string, unknown>) => void;
}

function itemsOf({ plugin, options, data }: Props): PanelOptionsEditorItem[] {
  const builder = new PanelOptionsEditorBuilder<Record<string, unknown>>();
  plugin.getPanelOptionsSupplier()(builder, { data: [...data], options });
  return builder.getItems().filter((item) => item.showIf === undefined || item.showIf(options, [...data]) !== false);
}

/** The panel's options by category, as Grafana's panel editor shows them. */
export function OptionsPane(props: Props) {
  const styles = useStyles2(getStyles);
  const { options, data, onChange } = props;
  const byCategory = groupBy(itemsOf(props), (item) => item.category?.[0] ?? 'Options');
  return (
    <form aria-label="Panel options" className={styles.pane} onSubmit={(event) => event.preventDefault()}>
      {Object.entries(byCategory).map(([category, items]) => (
        <fieldset key={category} className={styles.group}>
          <legend className={styles.legend}>{category}</legend>
          {items.map((item) => {
            const { id, name, description, editor: Editor, path } = item;
            const value: unknown = get(options, path) ?? item.defaultValue;
            return (
              <Field key={id} label={name} description={description} htmlFor={id}>
                <Editor
                  id={id}
                  item={item}
                  value={value}
                  context={{ data: [...data], options }}
                  onChange={(changed: unknown) => onChange(set(cloneDeep(options), path, changed))}
                />
              </Field>
            );
          })}
        </fieldset>
      ))}
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  pane: css({
    flex: '0 0 300px',
    alignSelf: 'flex-start',
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
  group: css({ marginBottom: theme.spacing(2) }),
  legend: css({ ...theme.typography.h6 }),
});
