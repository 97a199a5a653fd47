FROM node:26.10.0-bookworm-slim

ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app

# The image brings the pinned Node itself; the npm package that brings it elsewhere is a dev dependency.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

COPY commands ./commands
COPY src ./src
RUN install -d -o node -g node /data

USER node
VOLUME /data
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:8787/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Straight to Node, with the flags of `npm start`: npm would stand between it and the SIGTERM of a stop.
CMD ["node", "--max-semi-space-size=16", "--no-memory-reducer", "src/main.ts"]
