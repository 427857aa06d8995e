import { z } from 'zod';
import type { Manifest } from './tools.ts';

const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });

const variable = z.object({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z
    .object({
      fieldRef: z.object({ fieldPath: z.string() }).optional(),
      secretKeyRef: z.object({ name: z.string(), key: z.string() }).optional(),
    })
    .optional(),
});

const container = z.object({
  name: z.string(),
  image: z.string(),
  restartPolicy: z.string().optional(),
  args: z.array(z.string()).optional(),
  env: z.array(variable).optional(),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
  volumeMounts: z.array(z.object({ name: z.string(), subPath: z.string().optional() })).default([]),
  startupProbe: probe.optional(),
  livenessProbe: probe.optional(),
  readinessProbe: probe.optional(),
  lifecycle: z
    .object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }).optional() }).optional() })
    .optional(),
  resources: z.unknown().optional(),
  securityContext: z.record(z.string(), z.unknown()).optional(),
});

const volume = z.object({
  name: z.string(),
  configMap: z.object({ name: z.string() }).optional(),
  secret: z.object({ secretName: z.string() }).optional(),
  emptyDir: z.unknown().optional(),
});

const pod = z.object({
  containers: z.array(container),
  initContainers: z.array(container).default([]),
  volumes: z.array(volume).default([]),
  securityContext: z.record(z.string(), z.unknown()).optional(),
  terminationGracePeriodSeconds: z.number(),
});

const deployment = z.object({
  spec: z.object({
    template: z.object({ metadata: z.object({ labels: z.record(z.string(), z.string()) }), spec: pod }),
  }),
});

/** Pods of a Deployment, as far as tests look at them. */
export interface Workload {
  readonly labels: Readonly<Record<string, string>>;
  readonly pod: z.infer<typeof pod>;
}

/** The Deployments among manifests. */
export function readObjects(manifests: readonly Manifest[]): Workload[] {
  return manifests
    .filter(({ kind }) => kind === 'Deployment')
    .map((manifest) => deployment.parse(manifest).spec.template)
    .map(({ metadata, spec }) => ({ labels: metadata.labels, pod: spec }));
}

/** Names of all objects of a kind. */
export function namedObjects(manifests: readonly Manifest[], kind: string): string[] {
  return manifests.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name);
}

/** The agent's container, wherever in the pod it is. */
export function agentIn({ pod: spec }: Workload): { container: z.infer<typeof container>; pod: z.infer<typeof pod> } {
  const found = [...spec.containers, ...spec.initContainers].find(({ name }) => name === 'understudy');
  if (found === undefined) throw new Error('the pod has no agent');
  return { container: found, pod: spec };
}

/**
 * Variables of a container, as its process gets them: `secrets` by key, `fields` of the pod by path, and `$(NAME)` of those before.
 * A secret or a field that is not given throws.
 */
export function environmentIn(
  env: readonly z.infer<typeof variable>[],
  secrets: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const made: Record<string, string> = {};
  for (const { name, value = '', valueFrom } of env) {
    const [known, key] = valueFrom?.secretKeyRef
      ? [secrets, valueFrom.secretKeyRef.key]
      : [fields, valueFrom?.fieldRef?.fieldPath];
    const found = key === undefined ? value : known[key];
    if (found === undefined) throw new Error(`${name}: no ${key}`);
    made[name] = found.replaceAll(/\$\((\w+)\)/g, (whole, other: string) => made[other] ?? whole);
  }
  return made;
}
