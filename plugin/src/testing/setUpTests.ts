import '@testing-library/jest-dom/jest-globals';
import { configure } from '@testing-library/react';

// Grafana's components take their time when the machine is busy.
configure({ asyncUtilTimeout: 15_000 });
