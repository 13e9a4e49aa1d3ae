import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Is it the production topology that runs here (START=scripts/prod.sh)? */
export const isProduction = existsSync(join(process.env.STRATO_VAR ?? '/nowhere', 'supervisor.sock'));

/** Stops or starts what answers the browsers, or restarts Redis; resolves when that is done and, unless stopped, all is whole. */
export const topology = (act: 'stop' | 'start' | 'restart', what: 'server' | 'redis') =>
  run('python', ['-m', 'journeys.production.topology', act, what], { cwd: '../backend' });
