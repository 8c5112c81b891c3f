// The editor's own words in Chinese.

import { EditorState, type Extension } from "@codemirror/state";

export function chinesePhrases(): Extension {
  return EditorState.phrases.of({
    Find: "查找",
    Replace: "替换为",
    next: "下一个",
    previous: "上一个",
    all: "全部选中",
    "match case": "区分大小写",
    regexp: "正则表达式",
    "by word": "整词",
    replace: "替换",
    "replace all": "全部替换",
    close: "关闭",
    "current match": "当前一处",
    "on line": "在行",
    "replaced $ matches": "已替换 $ 处",
    "replaced match on line $": "已替换第 $ 行的一处",
    "Selection deleted": "已删除选中的文字",
    "Go to line": "转到行",
    go: "转到",
    Diagnostics: "问题",
    "No diagnostics": "没有问题",
  });
}
