// Turns the query's textarea into an editor with colours, brackets, completion of prefixes and the place of an error.
import { autocompletion, closeBrackets, completionKeymap, completeFromList } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-variable)" },
  { tag: [tags.number, tags.bool], color: "var(--code-number)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.url, tags.namespace, tags.propertyName, tags.typeName], color: "var(--code-name)" },
]);

function terms(prefixes) {
  const words = "SELECT WHERE FILTER OPTIONAL UNION GRAPH BIND VALUES ORDER BY GROUP BY HAVING LIMIT OFFSET DISTINCT "
    + "COUNT SUM AVG MIN MAX AS DESC ASC ASK CONSTRUCT DESCRIBE MINUS EXISTS";
  return [
    ...[...new Set(words.split(" "))].map((label) => ({ label, type: "keyword" })),
    ...Object.entries(prefixes).map(([prefix, iri]) => ({ label: `${prefix}:`, detail: iri, type: "namespace" })),
  ];
}

function edit(area) {
  const submit = () => { area.form.requestSubmit(area.form.querySelector("button:not([formaction])")); return true; };
  const view = new EditorView({
    doc: area.value,
    extensions: [
      area.dataset.nonce ? EditorView.cspNonce.of(area.dataset.nonce) : [],
      keymap.of([{ key: "Mod-Enter", run: submit }, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
      history(), lineNumbers(), drawSelection(), highlightActiveLine(), bracketMatching(), closeBrackets(),
      sparql(), syntaxHighlighting(colours), EditorView.lineWrapping,
      autocompletion({ override: [completeFromList(terms(JSON.parse(area.dataset.prefixes)))] }),
      EditorState.tabSize.of(2),
      EditorView.contentAttributes.of({ "aria-label": area.dataset.label, spellcheck: "false" }),
      EditorView.updateListener.of((update) => { if (update.docChanged) area.value = update.state.doc.toString(); }),
    ],
  });
  area.hidden = true;
  area.after(view.dom);
  if (area.dataset.line) markError(view, area.dataset);
}

function markError(view, { line, column, message }) {
  const { doc } = view.state;
  const at = doc.line(Math.min(Number(line), doc.lines));
  const from = Math.min(at.from + Number(column) - 1, at.to);
  const rest = doc.sliceString(from, at.to).match(/^\S+/);
  const to = rest ? from + rest[0].length : from;
  view.dispatch(
    setDiagnostics(view.state, [{ from, to, severity: "error", message }]),
    { selection: { anchor: from }, scrollIntoView: true },
  );
  view.focus();
}

document.querySelectorAll("textarea[data-editor]").forEach(edit);
