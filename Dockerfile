# The agent (default target), Grafana with the app (target `grafana`) and, for trying it out, simulated providers (target `sim`).
# The same Node as .nvmrc and package.json; `npm run pins` checks that.
ARG NODE_IMAGE=node:24.21.0-alpine
# The line that the app's libraries are of; `npm run pins` checks that.
ARG GRAFANA_IMAGE=grafana/grafana:12.4.2

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

FROM build AS plugin
COPY plugin plugin
RUN npm run --silent --workspace plugin build

FROM manifests AS dependencies
RUN npm ci --omit=dev --ignore-scripts --workspace agent --workspace contract

FROM ${NODE_IMAGE} AS sim
WORKDIR /app
COPY package.json ./
COPY tests/sim tests/sim
COPY scripts/demo/traffic.ts scripts/demo/sendTraffic.ts scripts/demo/
USER 1000:1000
EXPOSE 4190
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4190/_sim/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "tests/sim/main.ts", "--host", "0.0.0.0", "--port", "4190", "--preset", "demo"]

FROM ${GRAFANA_IMAGE} AS grafana
# Beside the data: a volume there would keep the plugin of the first start. Nothing is fetched at a start.
ENV GF_PATHS_PLUGINS=/usr/share/grafana/plugins-understudy \
    GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS=understudy-fallback-app,understudy-fallback-panel \
    GF_PLUGINS_PREINSTALL_DISABLED=true \
    GF_PLUGINS_PLUGIN_ADMIN_ENABLED=false \
    GF_ANALYTICS_REPORTING_ENABLED=false \
    GF_ANALYTICS_CHECK_FOR_UPDATES=false \
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES=false \
    GF_NEWS_NEWS_FEED_ENABLED=false \
    GF_USERS_ALLOW_SIGN_UP=false \
    GF_AUTH_ANONYMOUS_ENABLED=false \
    GF_LOG_MODE=console
COPY --from=plugin /app/plugin/dist /usr/share/grafana/plugins-understudy/understudy-fallback-app

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
