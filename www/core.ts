// The core, behind the only import of its WebAssembly glue.

import init, {
  blankForm,
  check,
  confirmedList,
  correct,
  formTables,
  initSync,
  intake,
  intakeHtml,
  recordDocx,
  recordPage,
  reportDocx,
  reportPage,
  reviewDocx,
  rules,
  version,
} from "#core";
import type { CheckResult, ConfirmedList, FixResult, FormTable, IntakeResult, RuleInfo } from "#core";
import { longWork, type LongCall, type Task, type Tell } from "./long-work";
import { compile } from "./shell/compile";

export type {
  Cell,
  CheckResult,
  ConfirmedList,
  Finding,
  Fix,
  FixResult,
  FormCell,
  FormRelation,
  FormTable,
  IntakeNotice,
  IntakeResult,
  RuleInfo,
  Severity,
  Span,
  Spot,
  Suspect,
  Unused,
} from "#core";

/** A failure of the core itself, in words for maintainers; what it refuses is an ordinary error in words for everybody. */
export class Fault extends Error {}

/** The script of long-worker.ts, which the build puts here. */
declare const longWorker: string;

/** What the page asks of the core. Every function is pure and throws where the core fails. */
export interface Core {
  /** The same in a worker, for what takes long; only `check` tells how far it is. */
  later<K extends LongCall>(name: K, args: Parameters<Core[K]>, tell?: Tell): Task<ReturnType<Core[K]>>;
  /** `prior` is last year's report, `original` the draft as it first arrived, here and below. */
  check(text: string, confirmed?: string, prior?: string): CheckResult;
  correct(text: string, confirmed?: string): FixResult;
  reportPage(corrected: string): string;
  reportDocx(corrected: string): Uint8Array;
  reviewDocx(draft: string, confirmed?: string, prior?: string, original?: string): Uint8Array;
  recordPage(draft: string, confirmed?: string, original?: string, prior?: string): string;
  recordDocx(draft: string, confirmed?: string, original?: string, prior?: string): Uint8Array;
  blankForm(year: number, organisation: string): string | undefined;
  confirmedList(text: string): ConfirmedList;
  formTables(edition: "2019" | "2021"): FormTable[];
  intake(name: string, bytes: Uint8Array): IntakeResult;
  intakeHtml(html: string): IntakeResult;
  rules(): RuleInfo[];
  version(): string;
}

/** Work on a text of so many UTF-16 code units, or on a file of so many bytes, is done beside the page. */
export const longText = 100_000;

/** As `later` where `size` is that of something long, else at once. */
export function soon<K extends LongCall>(core: Core, name: K, args: Parameters<Core[K]>, size: number): Task<ReturnType<Core[K]>> {
  if (size >= longText) return core.later(name, args);
  const call = core[name] as (...args: unknown[]) => ReturnType<Core[K]>;
  return { result: new Promise((resolve) => resolve(call(...args))), cancel() {} };
}

/** Starts the core, given as the bytes of its module. */
export async function startCore(bytes: ArrayBuffer): Promise<Core> {
  await compile({ initSync, init }, bytes);
  const here = {
    check: attempt(check),
    correct: attempt(correct),
    reportPage: attempt(reportPage),
    reportDocx: attempt(reportDocx),
    reviewDocx: attempt(reviewDocx),
    recordPage: attempt(recordPage),
    recordDocx: attempt(recordDocx),
    blankForm: attempt(blankForm),
    confirmedList: attempt(confirmedList),
    formTables: attempt(formTables),
    intake: attempt(intake),
    intakeHtml: attempt(intakeHtml),
    rules: attempt(rules),
    version,
  };
  const long = longWork({
    script: longWorker,
    bytes,
    here: (name, args) => (here[name] as (...args: unknown[]) => unknown)(...args),
    fault: (message) => new Fault(message),
  });
  return { ...here, later: (name, args, tell) => long(name, args, tell) as Task<any> };
}

/** Turns a trap, which says only “unreachable”, into a fault with the text that the core left before it. */
function attempt<A extends unknown[], T>(call: (...args: A) => T): (...args: A) => T {
  return (...args) => {
    let panic = "";
    const listen = (event: Event) => (panic = String((event as CustomEvent).detail));
    window.addEventListener("nianbao-panic", listen);
    try {
      return call(...args);
    } catch (error) {
      if (error instanceof Error && error.name === "Error") throw error;
      throw new Fault(panic || String(error));
    } finally {
      window.removeEventListener("nianbao-panic", listen);
    }
  };
}
