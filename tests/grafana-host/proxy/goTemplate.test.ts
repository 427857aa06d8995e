import { describe, expect, it } from '@jest/globals';
import { renderGoTemplate } from './goTemplate.ts';

const data = {
  JsonData: { agentUrl: 'http://agent:4101', port: 80, on: true, off: false, nested: { deep: 'yes' }, empty: '' },
  SecureJsonData: { adminToken: 'secret' },
};

describe('renderGoTemplate', () => {
  it.each([
    ['plain', 'plain'],
    ['{{ .JsonData.agentUrl }}/api/v1', 'http://agent:4101/api/v1'],
    ['{{.JsonData.agentUrl}}', 'http://agent:4101'],
    ['Bearer {{ .SecureJsonData.adminToken }}', 'Bearer secret'],
    ['{{ .JsonData.nested.deep }}', 'yes'],
    ['{{ .JsonData.port }}{{ .JsonData.on }}', '80true'],
    ['{{ .JsonData.missing }}', '<no value>'],
    ['{{ .SecureJsonData.missing }}', '<no value>'],
    ['{{ orEmpty .JsonData.missing }}|{{ orEmpty .JsonData.agentUrl }}', '|http://agent:4101'],
    ['{{ .JsonData.missing | orEmpty }}', ''],
    ['{{ "text" }}{{ `raw` }}', 'textraw'],
    ['{{ if .SecureJsonData.viewerToken }}v{{ else }}a{{ end }}', 'a'],
    ['{{ if .SecureJsonData.adminToken }}v{{ else }}a{{ end }}', 'v'],
    ['{{ if .JsonData.empty }}x{{ end }}{{ if .JsonData.off }}y{{ end }}', ''],
    ['{{ if .JsonData.missing }}a{{ else if .JsonData.on }}b{{ else }}c{{ end }}', 'b'],
    ['{{ if .JsonData.on }}a{{ if .JsonData.off }}b{{ else }}c{{ end }}d{{ end }}', 'acd'],
    ['{{ if .JsonData.off }}{{ if .JsonData.on }}a{{ else }}b{{ end }}{{ else }}c{{ end }}', 'c'],
    ['a {{- " b " -}} c', 'a b c'],
    ['{{/* said to nobody */}}x', 'x'],
  ])('%s', (template, text) => {
    expect(renderGoTemplate(template, data)).toBe(text);
  });

  it.each([
    '{{ .JsonData.agentUrl',
    '{{ if .JsonData.on }}a',
    '{{ end }}',
    '{{ else }}',
    '{{ if .JsonData.on }}a{{ else }}b{{ else }}c{{ end }}',
    '{{ upper .JsonData.on }}',
    '{{ .JsonData.on | upper }}',
    '{{ .JsonData.missing.deeper }}',
    '{{ .JsonData.nested }}',
  ])('refuses %s', (template) => {
    expect(() => renderGoTemplate(template, data)).toThrow();
  });

  it('evaluates nothing of a branch that is not taken', () => {
    expect(renderGoTemplate('{{ if .JsonData.off }}{{ .JsonData.missing.deeper }}{{ end }}', data)).toBe('');
  });
});
