import type { Check } from './Check.ts';

const LEAST_README = 1_500;
const TEMPLATE = /create-plugin|getting started with grafana app|<!-- |TODO|lorem ipsum/i;
const VARIABLE = /%(VERSION|TODAY|PLUGIN_ID)%/;

/** README, changelog and licence for the catalogue; no variable of the template is left. */
export const checkTexts: Check = (folder, version) => {
  const readme = folder.text('README.md');
  const problems = {
    'README.md is missing or says too little': readme.length < LEAST_README,
    'README.md has words of the template': TEMPLATE.test(readme),
    [`CHANGELOG.md has no entry for ${version}`]: !folder.text('CHANGELOG.md').includes(`## ${version}`),
    'LICENSE is not the Apache License 2.0': !folder.text('LICENSE').includes('Apache License'),
  };
  const left = [...folder.named('plugin.json'), 'README.md'].filter((path) => VARIABLE.test(folder.text(path)));
  return [
    ...Object.entries(problems).flatMap(([words, isWrong]) => (isWrong ? [words] : [])),
    ...left.map((path) => `${path} has a variable that was not replaced`),
  ];
};
