/** What an import of a style sheet becomes in a test. */
export const noStyles = {};
