import { config } from 'zod/v4/core';

// Zod would try to compile its parsers, and to find out whether it may it calls `new Function`. Grafana's content security
// policy forbids that and reports each try. A schema reads this when it is made: import this file before the contract.
config({ jitless: true });
