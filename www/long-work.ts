// Work of the core that takes long, in a worker beside the page: one piece after the other, each of which can be
// called off. An engine that starts no worker here does the same work on the page, which stands still meanwhile.

/** What can be asked for; the arguments are those of the core, and there are as many of them every time. */
export type LongCall = "check" | "correct" | "intake" | "intakeHtml" | "reportPage" | "reportDocx" | "reviewDocx" | "recordPage" | "recordDocx";

/** What the worker is told. */
export type Asked = { kind: "core"; bytes: ArrayBuffer } | { kind: "call"; name: LongCall; args: unknown[] };

/** What the worker says: a refusal is in words for everybody, a fault in words for maintainers. */
export type Answer =
  | { kind: "ready" }
  | { kind: "unfit"; cause: string }
  | { kind: "told"; done: number; of: number }
  | { kind: "made"; value: unknown }
  | { kind: "refused" | "fault"; message: string };

/** How far a piece of work has come. */
export type Tell = (done: number, of: number) => void;

export interface Task<T> {
  result: Promise<T>;
  /** Ends the work, or strikes it off the list; then `result` fails with `Cancelled`. */
  cancel(): void;
}

/** The person has called the work off. */
export class Cancelled extends Error {}

/** Makes a worker that can reach nothing but this page; seal.js has it. */
type MakeWorker = (script: string) => Worker;

export interface LongWorkOptions {
  script: string;
  /** The bytes of the core's module. */
  bytes: ArrayBuffer;
  /** Does the work on the page. */
  here: (name: LongCall, args: unknown[]) => unknown;
  /** The error that a fault is to everybody else. */
  fault: (message: string) => Error;
}

export type LongWork = (name: LongCall, args: unknown[], tell?: Tell) => Task<unknown>;

interface Job {
  call: Extract<Asked, { kind: "call" }>;
  tell: Tell | undefined;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

export function longWork({ script, bytes, here, fault }: LongWorkOptions): LongWork {
  const makeWorker = (window as { sealedWorker?: MakeWorker }).sealedWorker;
  const waiting: Job[] = [];
  let current: Job | undefined;
  let worker: Worker | undefined;
  let isReady = false;
  let isUnfit = makeWorker === undefined;

  function next() {
    if (current || waiting.length === 0) return;
    current = waiting.shift();
    if (isUnfit) setTimeout(doHere);
    else if (isReady) worker?.postMessage(current?.call);
    else if (!worker) begin();
  }

  function begin() {
    try {
      const own = (worker = makeWorker!(script));
      own.addEventListener("message", ({ data }: MessageEvent<Answer>) => own === worker && take(data));
      own.addEventListener("error", () => own === worker && giveUp());
      own.postMessage({ kind: "core", bytes } satisfies Asked);
    } catch {
      giveUp();
    }
  }

  function take(answer: Answer) {
    if (answer.kind === "ready") {
      isReady = true;
      // For whoever asks where the work is done.
      document.documentElement.dataset.longWork = "beside";
      if (current) worker?.postMessage(current.call);
    } else if (answer.kind === "unfit") giveUp();
    else if (answer.kind === "told") current?.tell?.(answer.done, answer.of);
    else if (answer.kind === "made") end((job) => job.resolve(answer.value));
    else if (answer.kind === "fault") end((job) => job.reject(fault(answer.message)));
    else end((job) => job.reject(new Error(answer.message)));
  }

  function end(tell: (job: Job) => void) {
    const job = current;
    current = undefined;
    if (job) tell(job);
    next();
  }

  /** No worker starts here; or one that did start is gone, for want of memory, say, and the next piece begins anew. */
  function giveUp() {
    isUnfit = !isReady;
    stop();
    if (isUnfit) setTimeout(doHere);
    else end(({ reject }) => reject(fault("the worker has ended")));
  }

  function doHere() {
    end(({ call, resolve, reject }) => {
      try {
        resolve(here(call.name, call.args));
      } catch (error) {
        reject(error as Error);
      }
    });
  }

  function stop() {
    worker?.terminate();
    worker = undefined;
    isReady = false;
  }

  return (name, args, tell) => {
    let job: Job;
    const result = new Promise<unknown>((resolve, reject) => {
      job = { call: { kind: "call", name, args }, tell, resolve, reject };
      waiting.push(job);
    });
    next();
    return {
      result,
      cancel() {
        const place = waiting.indexOf(job);
        if (place >= 0) waiting.splice(place, 1);
        else if (job !== current || isUnfit) return;
        job.reject(new Cancelled());
        if (job !== current) return;
        // Nothing else ends a call: it is one long computation.
        stop();
        current = undefined;
        next();
      },
    };
  };
}
