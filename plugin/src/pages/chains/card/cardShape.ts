/** How a step's facts are laid out: columns under one header, or below one another. */
export type CardShape = 'columns' | 'stacked';

/** Columns of a card, and of the header over all cards: handle, number, model, price, context, capabilities, health, cost, actions. */
export const CARD_COLUMNS = '24px 48px minmax(120px, 1.4fr) minmax(92px, auto) 60px 84px minmax(124px, 1fr) 64px 64px';
