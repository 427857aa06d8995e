import { FieldType, toDataFrame } from '@grafana/data';
import { describe, expect, it } from '@jest/globals';
import { csvOfFrames } from './csvOfFrames.ts';

function frame(name: string, values: (number | null)[]) {
  return toDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: values.map((_, index) => index * 60_000) },
      { name: 'Value', type: FieldType.number, values, config: { displayNameFromDS: name } },
    ],
  });
}

describe('csvOfFrames', () => {
  it('is one table of panel, series, time and value', () => {
    expect(csvOfFrames([{ title: 'Latency', frames: [frame('p50', [1.5, 2])] }])).toBe(
      'panel,series,time,value\r\nLatency,p50,1970-01-01T00:00:00.000Z,1.5\r\nLatency,p50,1970-01-01T00:01:00.000Z,2\r\n',
    );
  });

  it('leaves a cell empty where there is no number', () => {
    expect(csvOfFrames([{ title: 'Rate', frames: [frame('a', [null, Number.NaN])] }])).toContain(
      'Rate,a,1970-01-01T00:00:00.000Z,\r\nRate,a,1970-01-01T00:01:00.000Z,\r\n',
    );
  });

  it('quotes commas and quotes, and disarms formulas', () => {
    const csv = csvOfFrames([{ title: 'a,"b"', frames: [frame('=HYPERLINK(1)', [1])] }]);
    expect(csv).toContain(`"a,""b""",'=HYPERLINK(1),1970`);
  });

  it('has its head without data', () => {
    expect(csvOfFrames([])).toBe('panel,series,time,value\r\n');
  });
});
