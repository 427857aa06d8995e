import { join } from 'node:path';

const PROVISIONING = join(import.meta.dirname, '../../provisioning');

/** The files as docker-compose.yml mounts them. */
export const ALERTMANAGER_CONFIG = join(PROVISIONING, 'alertmanager/alertmanager.yml');
export const PROMETHEUS_CONFIG = join(PROVISIONING, 'prometheus/prometheus.yml');
