// What is wrong in a script of the page, whatever its style.

const BROWSER = [
  "AbortController", "Blob", "DecompressionStream", "Event", "FormData", "Image", "MutationObserver", "Node",
  "ResizeObserver", "Response", "URL", "URLSearchParams", "XMLSerializer", "atob", "cancelAnimationFrame",
  "clearTimeout", "document", "getComputedStyle", "history", "localStorage", "location", "navigator",
  "requestAnimationFrame", "setTimeout", "vis", "window",
];
const NODE = ["AbortController", "URL", "URLSearchParams", "console", "process"];

const rules = {
  "array-callback-return": "error",
  "consistent-this": "error",
  "default-case-last": "error",
  eqeqeq: "error",
  "for-direction": "error",
  "getter-return": "error",
  "no-async-promise-executor": "error",
  "no-cond-assign": "error",
  "no-const-assign": "error",
  "no-constant-condition": "error",
  "no-dupe-args": "error",
  "no-dupe-else-if": "error",
  "no-dupe-keys": "error",
  "no-duplicate-case": "error",
  "no-empty": "error",
  "no-eval": "error",
  "no-fallthrough": "error",
  "no-func-assign": "error",
  "no-implied-eval": "error",
  "no-inner-declarations": "error",
  "no-loss-of-precision": "error",
  "no-new-func": "error",
  "no-param-reassign": "off",
  "no-redeclare": "error",
  "no-self-assign": "error",
  "no-self-compare": "error",
  "no-sparse-arrays": "error",
  "no-this-before-super": "error",
  "no-undef": "error",
  "no-unmodified-loop-condition": "error",
  "no-unreachable": "error",
  "no-unsafe-finally": "error",
  "no-unsafe-negation": "error",
  "no-unsafe-optional-chaining": "error",
  "no-unused-vars": ["error", { args: "after-used", caughtErrors: "all" }],
  "no-useless-backreference": "error",
  "no-var": "error",
  "prefer-const": ["error", { destructuring: "all" }],
  "use-isnan": "error",
  "valid-typeof": "error",
};

const globals = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export const page = { languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: globals(BROWSER) }, rules };
export const tests = { languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals(NODE) }, rules };
export default [tests];
