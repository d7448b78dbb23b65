/** What `npm start` runs: a city, or an agency's witness node, which needs nothing of the city. */
await import(process.env.ROLE === 'witness' ? './witness.ts' : './city.ts')
