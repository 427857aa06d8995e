/** How a step's facts are laid out: columns under one header, or below one another. */
export type CardShape = 'columns' | 'stacked';

/**
 * Columns of a card, and of the header over all cards: handle, number, model, price, context, capabilities, health, cost,
 * actions. Each card is a grid of its own, so no column may be as wide as its content.
 */
export const CARD_COLUMNS = '24px 48px minmax(96px, 1.4fr) 104px 56px 84px minmax(108px, 1fr) 60px 72px';

/** Content width in pixels from which the columns have room. */
export const COLUMNS_FROM = 770;
