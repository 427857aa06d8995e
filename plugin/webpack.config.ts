import { resolve } from 'node:path';
import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';

/** Grafana's own configuration, and what this repository needs beside it. */
export default async function config(env: Env): Promise<Configuration> {
  return merge(await grafanaConfig(env), {
    // The contract from its source, so that what a bundle does not use falls away and no build has to run before.
    resolve: { alias: { '@understudy/contract$': resolve(process.cwd(), '../contract/src/index.ts') } },
    // A nested plugin's files are served from its own folder, where only the root plugin's logos would be copied.
    plugins: [new CopyWebpackPlugin({ patterns: [{ from: 'fallback-panel/img/*', to: '.' }] })],
  });
}
