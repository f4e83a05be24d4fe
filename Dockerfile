# The image of Pallas: see docs/packages.md. Tags name one version each; how to pin digests is written there as well.
ARG BUILD_IMAGE=node:26.10.0-bookworm
ARG BASE_IMAGE=debian:bookworm-20250520-slim

# what runs: the dependencies of package-lock.json, with the Node that the project brings along
FROM ${BUILD_IMAGE} AS modules
ARG SOURCE_DATE_EPOCH=0
WORKDIR /work
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
# of Node, only the program
RUN find node_modules/node-linux-* -mindepth 1 -maxdepth 1 -type d ! -name bin -exec rm -r {} +
RUN find node_modules -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +

# the npm package, as npm run build makes it
FROM ${BUILD_IMAGE} AS build
ARG SOURCE_DATE_EPOCH=0
WORKDIR /work
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json README.md LICENSE CHANGELOG.md ./
COPY bin bin
COPY packages packages
COPY scripts scripts
COPY src src
RUN node_modules/.bin/node scripts/build.ts
# a library that this Node needs, and that small images lack
RUN mkdir lib data && cp --dereference /usr/lib/*-linux-gnu/libatomic.so.1 lib/
# the names by which it is called, also in charts and scripts for Ory Kratos
RUN mkdir links && ln -s /opt/pallas/bin/pallas links/pallas && ln -s /opt/pallas/bin/pallas links/kratos
RUN find dist lib data links -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +

FROM ${BASE_IMAGE}
COPY --from=build /work/lib/ /usr/lib/
COPY --from=modules /work/node_modules /opt/pallas/node_modules
COPY --from=build /work/dist /opt/pallas
COPY --from=build /work/links/ /usr/local/bin/
# the one place that is written to: SQLite, and secrets that are not configured
COPY --from=build --chown=65532:65532 /work/data /var/lib/pallas

WORKDIR /var/lib/pallas
VOLUME /var/lib/pallas
USER 65532:65532
EXPOSE 4433 4434
ENTRYPOINT ["/opt/pallas/bin/pallas"]
CMD ["serve"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/opt/pallas/node_modules/.bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.SERVE_PUBLIC_PORT ?? 4433}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
