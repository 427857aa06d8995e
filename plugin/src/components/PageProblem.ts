import { createContext } from 'react';

/** True inside a page that already tells why the agent does not answer: what it shows need not tell it again. */
export const PageProblem = createContext(false);
