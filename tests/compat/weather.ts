/** The tool that clients offer. */
export const WEATHER = {
  name: 'get_weather',
  description: 'Tells the weather of a city',
  schema: {
    type: 'object' as const,
    properties: { city: { type: 'string' as const } },
    required: ['city'],
    additionalProperties: false,
  },
};

/** What the simulated providers call it with. */
export const SAMPLE_CITY = { city: 'sample city' };
