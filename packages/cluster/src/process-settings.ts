import { LOG_LEVELS, parse, type Settings } from '@diachi/process';
import { webSettings } from '@diachi/web';
import { PROCESSES, type ProcessName, type ServiceName, type WorkerName } from './processes.ts';

/** What may be said of any process of a cluster. */
export const processSettings = (name: ProcessName) =>
  ({
    logLevel: {
      env: 'LOG_LEVEL',
      doc: 'how much is written to the standard output, one JSON object a line: debug, info, warn, error or silent',
      default: 'info',
      parse: parse.oneOf(...LOG_LEVELS),
    },
    instance: {
      env: 'INSTANCE',
      doc: 'what this process is called in its log among others of its kind; the name of its machine and its number there when not set',
      default: '',
      parse: parse.text,
    },
    healthHost: {
      env: 'HEALTH_HOST',
      doc: 'the address on which `/healthz`, `/readyz` and `/metrics` are answered: `*` where another machine or container asks',
      default: '127.0.0.1',
      parse: parse.text,
    },
    healthPort: {
      env: 'HEALTH_PORT',
      doc: 'the port for the same; `0` takes one that is free and tells it in the log',
      default: String(PROCESSES[name].healthPort),
      parse: parse.wholeNumber(0, 65_535),
    },
    stopWithinMs: {
      env: 'STOP_WITHIN',
      doc: 'how long finishing and handing back may take when the process is asked to end; whoever ends it must allow a little more',
      default: '25s',
      parse: parse.duration,
    },
    scratchFolder: {
      env: 'SCRATCH_FOLDER',
      doc: 'a folder on this machine for files of the moment, with room for the largest original; the system’s own when not set',
      default: '',
      parse: parse.text,
    },
  }) satisfies Settings;

/** What may be said of a worker. */
export const workSettings = (name: WorkerName) =>
  ({
    workAtOnce: {
      env: 'WORK_AT_ONCE',
      doc: 'steps this process does at once; each that computes keeps a core busy and needs memory of its own',
      default: String(PROCESSES[name].workAtOnce),
      parse: parse.wholeNumber(1, 64),
    },
    workPerMinute: {
      env: 'WORK_PER_MINUTE',
      doc: 'steps this process begins in a minute at most, evenly apart, to spare a machine or server that others use as well; `0` for as many as there are',
      default: '0',
      parse: parse.wholeNumber(0, 60_000),
    },
  }) satisfies Settings;

const LEAST_TOKEN = 32;

/** What may be said of a service. */
export const serviceSettings = (name: ServiceName) =>
  ({
    port: {
      env: 'PORT',
      doc: 'the port this service answers at; `0` takes one that is free and tells it in the log',
      default: String(PROCESSES[name].port),
      parse: parse.wholeNumber(0, 65_535),
    },
    host: {
      env: 'HOST',
      doc: 'the address to listen on: `*` for all of this machine, which the proxy needs when it runs elsewhere',
      default: '127.0.0.1',
      parse: parse.text,
    },
    operatorToken: {
      env: 'OPERATOR_TOKEN',
      doc: `what services and the command line know each other by, at least ${LEAST_TOKEN} letters and the same for all: \`openssl rand -base64 32\``,
      isSecret: true,
      parse: parse.key(LEAST_TOKEN),
    },
    ...webSettings,
  }) satisfies Settings;

/** What may be said of a service that shows people no pages itself. */
export const pageSettings = {
  portalUrl: {
    env: 'PORTAL_URL',
    doc: 'where the portal is, which writes pages for people of what went wrong here: `http://portal:8083`; when not set, people are told as programs are',
    default: '',
    parse: (written: string) => (written === '' ? null : parse.origin(written)),
  },
} satisfies Settings;
