import { describe, expect, it } from '@jest/globals';
import { comparedPackages, readReport } from '../../scripts/compat/readReport.ts';

const REPORT = `
🔬 Checking compatibility between src/module.tsx and @grafana/data@13.2.2...
✔ Found @grafana/data version 12.4.2 locally

Comparing @grafana/data@12.4.2 to @grafana/data@13.2.2

  INCOMPATIBILITIES (3)

1) \u001b[31mRemoved\u001b[39m \`Combobox\` used in \`/tmp/x/src/a.tsx:3\`
2) Changed \`AppPlugin.addLink\` used in \`/tmp/x/src/b.tsx:34\`
Parameter type changed:
+ Added- Removed

-PluginExtensionAddedLinkConfig
+type PluginExtensionAddedLinkConfig

3) Changed \`count\` used in \`/tmp/x/src/c.ts:1\`
Parameter type changed:
+ Added- Removed

-number
+string

🔬 Checking compatibility between src/module.tsx and @grafana/ui@13.2.2...
   Skipping package @grafana/ui because it is not used in the project or not installed locally.
`;

describe('report of levitate', () => {
  it('is read without what changed in a declaration file only', () => {
    expect(readReport(REPORT)).toEqual([
      { what: 'Removed Combobox in /tmp/x/src/a.tsx:3', details: [] },
      {
        what: 'Changed count in /tmp/x/src/c.ts:1',
        details: ['Parameter type changed:', '+ Added- Removed', '-number', '+string'],
      },
    ]);
  });

  it('says which packages it compared', () => {
    expect(comparedPackages(REPORT)).toEqual(['@grafana/data']);
  });
});
