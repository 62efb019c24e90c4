/**
 * What each shell reads at its start. The words of the line are handed on as they are, never evaluated; where
 * nothing is suggested, the shell completes file names.
 */
export const SCRIPTS = {
  bash: `_slipway() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(slipway complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _slipway slipway
`,
  zsh: `#compdef slipway
_slipway() {
  local -a found
  local name summary
  while IFS=$'\\t' read -r name summary; do
    found+=("\${name//:/\\\\:}:$summary")
  done < <(slipway complete -- "\${words[@]:1:$((CURRENT - 1))}" 2>/dev/null)
  if (( \${#found} )); then _describe slipway found; else _files; fi
}
compdef _slipway slipway
`,
  fish: `function __slipway
  set -l words (commandline -opc) (commandline -ct)
  set -l found (slipway complete -- $words[2..-1] 2>/dev/null)
  if test (count $found) -gt 0
    printf '%s\\n' $found
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c slipway -f -a '(__slipway)'
`,
} as const;

/** A shell whose completion is known. */
export type Shell = keyof typeof SCRIPTS;
