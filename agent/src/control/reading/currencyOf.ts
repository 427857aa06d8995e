import type { ConfigDocument, CurrencyDisplay } from '@understudy/contract';

/** How the document wants money shown. */
export function currencyOf({ costs }: Pick<ConfigDocument, 'costs'>): CurrencyDisplay {
  const { display = 'USD', rate = 1, rateDate = null } = costs?.currency ?? {};
  return { display, rate, rateDate };
}
