# The agent (default target) and, for trying it out, simulated providers (target `sim`).
# The same Node as .nvmrc and package.json; `npm run pins` checks that.
ARG NODE_IMAGE=node:24.21.0-alpine

FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY contract/package.json contract/
COPY agent/package.json agent/
COPY plugin/package.json plugin/

FROM manifests AS build
# Without install scripts: they would bring a second Node, and the compiler needs none of them.
RUN npm ci --include=dev --ignore-scripts
COPY tsconfig.json tsconfig.base.json ./
COPY contract contract
COPY agent agent
RUN node node_modules/typescript/bin/tsc -b && find contract/dist agent/dist -name '*.tsbuildinfo' -delete

FROM manifests AS dependencies
RUN npm ci --omit=dev --ignore-scripts --workspace agent --workspace contract

FROM ${NODE_IMAGE} AS sim
WORKDIR /app
COPY package.json ./
COPY tests/sim tests/sim
USER 1000:1000
EXPOSE 4190
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4190/_sim/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "tests/sim/main.ts", "--host", "0.0.0.0", "--port", "4190", "--preset", "demo"]

FROM ${NODE_IMAGE} AS agent
ENV NODE_ENV=production \
    UNDERSTUDY_DATA_DIR=/data \
    UNDERSTUDY_PROXY=0.0.0.0:4100 \
    UNDERSTUDY_CONTROL=0.0.0.0:4101
WORKDIR /app
RUN mkdir /data && chown 1000:1000 /data
COPY LICENSE ./
# The whole folder: npm puts some packages into the workspace's own node_modules.
COPY --from=dependencies /app ./
COPY --from=build /app/contract/dist contract/dist
COPY --from=build /app/agent/dist agent/dist
USER 1000:1000
VOLUME /data
EXPOSE 4100 4101
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4101/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "agent/dist/main.js"]
CMD ["start", "--config", "/etc/understudy/understudy.yaml"]
