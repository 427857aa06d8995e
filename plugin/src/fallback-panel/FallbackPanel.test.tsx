import { describe, expect, it, jest } from '@jest/globals';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LoadingState } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';
import { field, frame, time } from './fixtures/FrameCase.ts';
import { day, many, renderPanel } from './fixtures/renderPanel.tsx';

function models(): (string | null)[] {
  return screen.getAllByRole('row').flatMap((row) => {
    const [first] = within(row).queryAllByRole('cell');
    return first ? [first.textContent] : [];
  });
}

function row(name: RegExp): HTMLElement {
  return screen.getByRole('row', { name });
}

describe('the table', () => {
  it('has the highest rate first, with fallback, count and cost', () => {
    renderPanel({ frames: [day()] });
    expect(models()).toEqual([
      'azure/gpt-4.1-eu',
      'deepseek-chat',
      'gpt-4o',
      'llama3.3:70b',
      'gemini-2.5-pro',
      'mistral',
      'o4-mini',
    ]);
    expect(row(/^gpt-4o /)).toHaveTextContent('gpt-4o→ claude-sonnet12.6% above 10%2,318 / 18,4021.4×');
    expect(row(/^llama/)).toHaveTextContent('6.1%214 / 3,508+$0.41');
    expect(row(/^mistral/)).toHaveTextContent('1.1%9 / 812no price');
    expect(row(/^o4-mini/)).toHaveTextContent('0%0 / 1,940–');
  });

  it('says in words what is above the thresholds, and only that', () => {
    renderPanel({ frames: [day()], options: { thresholds: { ratePercent: 50, costMultiplier: 5 } } });
    expect(row(/azure/)).toHaveTextContent('above 50%');
    expect(row(/deepseek/)).not.toHaveTextContent('above');
    expect(screen.getByText('1 above 5×')).toBeInTheDocument();
  });

  it('sorts by its headers, one way and the other', async () => {
    renderPanel({ frames: [day()] });
    const header = () => screen.getByRole('columnheader', { name: 'Count' });
    await userEvent.click(within(header()).getByRole('button'));
    expect(header()).toHaveAttribute('aria-sort', 'descending');
    expect(models().slice(0, 2)).toEqual(['gpt-4o', 'deepseek-chat']);
    await userEvent.click(within(header()).getByRole('button'));
    expect(header()).toHaveAttribute('aria-sort', 'ascending');
    expect(models()[0]).toBe('o4-mini');
    expect(screen.getByRole('columnheader', { name: 'Rate' })).toHaveAttribute('aria-sort', 'none');
  });

  it('doesn’t move rows under the pointer when new numbers come', () => {
    const other = (rates: number[]) => frame([field('model', ['a', 'b']), field('rate', rates)]);
    const { update } = renderPanel({ frames: [other([0.9, 0.1])] });
    fireEvent.pointerEnter(screen.getByRole('table'));
    update({ frames: [other([0.1, 0.9])] });
    expect(models()).toEqual(['a', 'b']);
    fireEvent.pointerLeave(screen.getByRole('table'));
    expect(models()).toEqual(['b', 'a']);
  });

  it('keeps only a part of 1,000 models in the page, and says how many there are', () => {
    renderPanel({ frames: [many(1000)], height: 700 });
    const rows = models();
    expect(rows.length).toBeLessThanOrEqual(80);
    expect(rows[0]).toBe('provider/model-999');
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '1001');
    const region = screen.getByRole('region', { name: 'Models and their fallbacks' });
    fireEvent.scroll(region, { target: { scrollTop: 14_000 } });
    expect(models()).toContain('provider/model-499');
    expect(models()).not.toContain('provider/model-999');
    expect(models().length).toBeLessThanOrEqual(80);
  });

  it('shows a trend where the data is a time series', () => {
    const rates = (model: string) => frame([time(3), field('Value', [0.1, 0.2, 0.3], { labels: { model } })]);
    const { container } = renderPanel({ frames: [rates('a'), rates('b')] });
    expect(container.querySelectorAll('polyline')).toHaveLength(2);
    expect(screen.queryByRole('columnheader', { name: 'Count' })).not.toBeInTheDocument();
  });

  it('hides models without fallbacks on request', () => {
    renderPanel({ frames: [day()], options: { display: { quietModels: false } } });
    expect(models()).not.toContain('o4-mini');
  });

  it('shows money in the display currency', () => {
    renderPanel({ frames: [day()], options: { display: { currency: 'BRL', currencyRate: 5.4 } } });
    expect(row(/^llama/)).toHaveTextContent('+R$2.21');
  });

  it('takes unit and decimals of the field where they are set', () => {
    const config = { decimals: 2 };
    renderPanel({
      frames: [frame([field('model', ['a']), field('rate', [0.12345]), field('multiplier', [1.234])])],
      config,
    });
    expect(row(/^a/)).toHaveTextContent('12.35%');
    expect(row(/^a/)).toHaveTextContent('1.23×');
  });
});

describe('size', () => {
  const headers = () => screen.queryAllByRole('columnheader').map(({ textContent }) => textContent);

  it.each([
    [560, ['Model', 'Fallback', 'Rate', 'Count', 'Cost ×']],
    [559, ['Model → Fallback', 'Rate', 'Count', 'Cost ×']],
    [375, ['Model → Fallback', 'Rate', 'Cost ×']],
    [299, []],
  ])('at %d pixels of width has %j', (width, expected) => {
    renderPanel({ frames: [day()], width });
    expect(headers()).toEqual(expected);
  });

  it('counts what is above the threshold where there is no room for more', () => {
    renderPanel({ frames: [day()], width: 190, height: 100 });
    expect(screen.getByText('3 of 7 above 10%')).toBeInTheDocument();
  });

  it('has badges and footnote from 220 pixels of height', () => {
    const { update } = renderPanel({ frames: [day()], height: 220 });
    expect(screen.getByText('6 models')).toBeInTheDocument();
    expect(screen.getByText('3,747 fallbacks')).toBeInTheDocument();
    expect(screen.getByText('2 above 2×')).toBeInTheDocument();
    expect(screen.getByText(/^\* Estimated/)).toBeInTheDocument();
    update({ frames: [day()], height: 219 });
    expect(screen.queryByText('6 models')).not.toBeInTheDocument();
    expect(screen.queryByText(/^\* Estimated/)).not.toBeInTheDocument();
  });

  it('has a footnote only if a cost is estimated', () => {
    const rows = frame([
      field('model', ['a']),
      field('rate', [0.2]),
      field('multiplier', [2]),
      field('estimated', [0]),
    ]);
    renderPanel({ frames: [rows] });
    expect(screen.queryByText(/Estimated/)).not.toBeInTheDocument();
  });
});

describe('links', () => {
  it('lead from a row to the chain of its model', () => {
    renderPanel({ frames: [day()] });
    expect(screen.getByRole('link', { name: 'azure/gpt-4.1-eu' })).toHaveAttribute(
      'href',
      '/a/understudy-fallback-app/chains?model=azure%2Fgpt-4.1-eu',
    );
  });

  it('lead nowhere without the app, or when that is not wanted', () => {
    const { update } = renderPanel({ frames: [day()], options: { display: { linkToChain: false } } });
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    jest.replaceProperty(config, 'apps', { 'another-app': { id: '', path: '', version: '', preload: false } } as never);
    update({ frames: [day()] });
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('are the data links of the fields where there are any', () => {
    const links = [{ title: 'Logs', url: '/explore?model=${__data.fields.model}' }];
    renderPanel({ frames: [frame([field('model', ['a b']), field('rate', [0.2])])], config: { links } });
    expect(screen.getByRole('link', { name: 'a b' })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/explore\?model=/),
    );
  });

  it('are a menu when there are several', async () => {
    const links = [
      { title: 'Logs', url: '/explore' },
      { title: 'Traces', url: '/traces' },
    ];
    renderPanel({ frames: [frame([field('model', ['a']), field('rate', [0.2])])], config: { links } });
    await userEvent.click(screen.getByRole('button', { name: 'a' }));
    expect(await screen.findByRole('menuitem', { name: 'Logs' })).toHaveAttribute('href', '/explore');
    expect(screen.getByRole('menuitem', { name: 'Traces' })).toBeInTheDocument();
  });
});

describe('states', () => {
  it('loads with rows to come', () => {
    renderPanel({ state: LoadingState.Loading });
    expect(screen.getByRole('status', { name: 'Loading fallbacks' })).toBeInTheDocument();
  });

  it('says that nothing fell back', () => {
    renderPanel({ frames: [many(1)], options: { display: { quietModels: false } } });
    expect(screen.getByText('No fallbacks in this range')).toBeInTheDocument();
    expect(screen.getByText(/^Every request was answered by its primary/)).toBeInTheDocument();
  });

  it('doesn’t claim that primaries answered when there is no data at all', () => {
    renderPanel({});
    expect(screen.getByText('No fallbacks in this range')).toBeInTheDocument();
    expect(screen.queryByText(/answered by its primary/)).not.toBeInTheDocument();
  });

  it('says why it failed, and tries again', async () => {
    const reload = jest.spyOn(locationService, 'reload').mockReturnValue();
    renderPanel({ state: LoadingState.Error, error: 'Prometheus answered 504 after 30 s.' });
    expect(screen.getByText('Cannot read fallback rates')).toBeInTheDocument();
    expect(screen.getByText('Prometheus answered 504 after 30 s.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('refreshes the dashboard that is open, without loading the page again', async () => {
    const onRefresh = jest.fn();
    window.__grafanaSceneContext = { state: { $timeRange: { onRefresh } } };
    renderPanel({ state: LoadingState.Error, error: 'x' });
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(onRefresh).toHaveBeenCalledTimes(1);
    delete window.__grafanaSceneContext;
  });

  it('keeps what it showed while a refresh fails', () => {
    const { update } = renderPanel({ frames: [day()] });
    update({ state: LoadingState.Loading });
    expect(models()).toHaveLength(7);
    update({ state: LoadingState.Error, error: 'x' });
    expect(models()).toHaveLength(7);
    update({});
    expect(screen.getByText('No fallbacks in this range')).toBeInTheDocument();
  });

  it('doesn’t pass what it showed off as another time range', () => {
    const { update } = renderPanel({ frames: [day()] });
    update({ state: LoadingState.Error, error: 'x', from: 'now-1h' });
    expect(screen.getByText('Cannot read fallback rates')).toBeInTheDocument();
  });

  it('names the fields that it needs, and gives the query', async () => {
    const user = userEvent.setup();
    renderPanel({ frames: [frame([field('model', ['a']), field('latency', [310])])] });
    expect(screen.getByText('This data has no fallback rates')).toBeInTheDocument();
    expect(screen.getByText(/needs a model and a rate, or a count and a total/)).toBeInTheDocument();
    Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
    await user.click(screen.getByRole('button', { name: 'Copy PromQL' }));
    expect(await navigator.clipboard.readText()).toContain('understudy_requests_total');
  });
});
