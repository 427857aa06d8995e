import { dateMath, type TimeRange } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Button, RefreshPicker, TimeRangePicker } from '@grafana/ui';

interface Props {
  readonly range: TimeRange;
  readonly isEditing: boolean;
  readonly onToggleEditing: () => void;
  readonly onRefresh: () => void;
}

function textOf(time: TimeRange['raw']['from']): string {
  return typeof time === 'string' ? time : String(dateMath.toDateTime(time, {})?.valueOf() ?? '');
}

const nothing = (): void => undefined;

/** Time range, refresh, and the switch of the options pane. */
export function DashboardActions({ range, isEditing, onToggleEditing, onRefresh }: Props) {
  return (
    <>
      <Button variant="secondary" icon="pen" onClick={onToggleEditing} aria-expanded={isEditing}>
        Panel options
      </Button>
      <TimeRangePicker
        value={range}
        timeZone="browser"
        onChange={({ raw }) => locationService.partial({ from: textOf(raw.from), to: textOf(raw.to) })}
        onChangeTimeZone={nothing}
        onMoveBackward={nothing}
        onMoveForward={nothing}
        onZoom={nothing}
      />
      <RefreshPicker onRefresh={onRefresh} onIntervalChanged={nothing} value="" tooltip="Refresh" />
    </>
  );
}
