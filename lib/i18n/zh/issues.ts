import type { Catalogue } from '@/lib/i18n/catalogue';

/** A sentence for each issue code: what is wrong, and what to do. */
export const issues: Catalogue['issues'] = {
  shape_not_json:
    '这不是有效的 {format, select, yaml {YAML} other {JSON}}{line, select, none {} other {（第 {line} 行，第 {column} 列）}}{reason, select, duplicate_key {：该处的键重复出现} other {}}。请修正该处文本。',
  shape_not_object: '流程文档必须是含有 dsl、name、nodes 和 edges 的对象。请用花括号括起来。',
  shape_unknown_dsl: '无法识别 DSL 版本“{found}”。请写 dsl: {supported}，或更新 Millrace。',
  shape_too_large: '文档超过 {limit, plural, other {# 字节}}。请把大段文本移到输入中。',
  shape_too_deep: '文档的嵌套超过 {limit} 层。请减少嵌套。',
  shape_too_many_nodes: '文档有 {found, plural, other {#}} 个节点，最多允许 {limit, plural, other {#}} 个。请拆分流程。',
  shape_too_many_edges: '文档有 {found, plural, other {#}} 条连线，最多允许 {limit, plural, other {#}} 条。请拆分流程。',
  shape_too_many_triggers: '文档有 {found, plural, other {#}} 个触发器，最多允许 {limit, plural, other {#}} 个。请移除一些。',
  shape_string_too_long: '有文本超过 {limit, plural, other {# 字节}}。请将其移到输入中。',
  shape_bad_id: 'ID“{id}”{reason, select, reserved {是表达式语言的保留字} other {的格式不正确}}。请使用小写字母、数字和 _，并以字母开头。',
  shape_duplicate_id: 'ID“{id}”出现了两次。请为其中一个换一个 ID。',
  shape_forbidden_key: '文档中任何位置都不允许使用键“{key}”。请重命名。',
  shape_bad_text: '文本中含有{found, select, null_byte {空字节} lone_surrogate {不完整的代理对字符} other {无法存储的字符}}。请将其移除。',
  shape_invalid: '{field, select, none {文档} other {“{field}”}}的内容不符合文档的要求。应为：{expected}。',
  unknown_node_type: '没有节点类型“{type}”。{suggestion, select, none {请从节点面板中选择。} other {您是想用“{suggestion}”吗？}}',
  unknown_field: '{type} 没有字段“{field}”。{suggestion, select, none {请将其移除。} other {您是想用“{suggestion}”吗？}}',
  missing_parameter: '缺少“{parameter}”。请填写{alternatives, select, none {} other {（{alternatives}）}}。',
  invalid_parameter:
    '“{parameter}”不符合要求：{keyword, select, type {类型必须为 {expected}} enum {必须是 {expected} 之一} minimum {必须不小于 {expected}} maximum {必须不大于 {expected}} minLength {长度不能小于 {expected}} maxLength {长度不能大于 {expected}} minItems {至少需要 {expected} 项} maxItems {最多允许 {expected} 项} pattern {必须匹配 {expected}} schema {不是有效的 JSON Schema，应为 {expected}} other {应为 {expected}}}。',
  invalid_common_field:
    '“{field}”{problem, select, whole_from_1 {必须是不小于 1 的整数} whole_from_0 {必须是不小于 0 的整数} whole_0_to_100 {必须是 0 到 100 的整数} header_name {必须是 HTTP 请求头的名称} effect_write {不能用于向外部写入的节点，请将其移除} not_a_task {必须指定执行动作的节点类型} text_1_to_64 {必须是 1 到 64 个字符的文本} other {的值不符合要求}}。',
  edge_from_unknown: '有连线的起点是不存在的“{node}”。{suggestion, select, none {请删除此连线。} other {您是想用“{suggestion}”吗？}}',
  edge_to_unknown: '有连线的终点是不存在的“{node}”。{suggestion, select, none {请删除此连线。} other {您是想用“{suggestion}”吗？}}',
  edge_unknown_port: '“{node}”没有{side, select, input {输入端口} other {端口}}“{port}”。它有：{ports}。',
  edge_duplicate: '有两条连线从“{from}”经由相同端口通往“{to}”。请删除其中一条。',
  edge_crosses_scope: '从“{from}”到“{to}”的连线跨越了循环的边界。请只连接同一层的节点。',
  cycle: '这些节点形成了循环：{nodes}。请删除其中一条连线；如需重复执行，请使用“逐项处理”节点。',
  expression_syntax: '表达式无法解析：{message}',
  expression_limit: '表达式过大或开销过高：{message}',
  expression_type: '表达式不适用于这些值：{message}',
  unknown_reference:
    '{message, select, none {{reason, select, only_in_body {“{name}”只存在于“逐项处理”节点内部。} only_in_compensate {“{name}”只存在于补偿中。} before_run {业务标签在运行开始之前生成，只能使用 input 和 vars。} other {此流程中没有“{name}”。}}{suggestion, select, none {} other {您是想用“{suggestion}”吗？}}} other {表达式引用了不存在的内容：{message}}}',
  reference_cannot_have_run:
    '“{node}”不可能在此节点之前运行。请调整连接使其先运行{reference, select, none {} other {，或不要使用 {reference}}}。',
  unknown_property:
    '{owner} 没有“{name}”。{suggestion, select, none {{known, select, none {} other {它有：{known}。}}} other {您是想用“{suggestion}”吗？}}',
  secret_in_expression: '表达式不能读取密钥。请在凭据字段中选择凭据。',
  map_without_body: '此节点内部没有可重复的内容。请至少放入一个节点。',
  output_invalid: '输出“{name}”的名称必须为 1 到 128 个字符。请重命名。',
  label_invalid:
    '业务标签“{name}”：{problem, select, name {名称须以字母开头，最多 64 个字母、数字、_、. 和 -} length {文本超过 1,024 个字符} other {一个流程最多有八个业务标签，请删除一个}}。',
  inputs_invalid: '声明的输入不是有效的 JSON Schema{at, select, none {} other {（位于“{at}”）}}。应为：{expected}。',
  trigger_invalid:
    '触发器“{trigger}”：{field} {problem, select, missing {缺失} path_form {只能包含字母、数字、-、_ 和 /} path_taken {已被另一个 Webhook 使用} missing_for_hmac {是校验签名所必需的} only_webhook {只能用于 Webhook} object_or_template {必须是对象或单个表达式} other {不符合要求}}。',
  duplicate_port: '有两个情形共用端口“{port}”。请重命名其中一个。',
  reserved_word: '输入“{word}”是表达式语言的保留字，无法写成 input.{word}。请重命名此输入。',
  unreachable_port: '端口“{port}”之后没有任何节点：走到这里时，该分支即告结束。',
  nothing_to_run: '流程中没有可以运行的节点。请从节点面板中添加。',
  provider_not_configured: '服务商“{provider}”还没有密钥。请在“设置 > 模型”中添加，或选择演示模型。',
};

/** Titles of the mends an issue offers. */
export const fixes: Catalogue['fixes'] = {
  remove_edge: '删除连线',
  remove_field: '移除字段',
  rename_field: '重命名字段',
  set_default: '填入默认值',
  set_value: '改用应有的值',
  change_edge: '改为应有的连接',
  rename_reference: '改用应有的名称',
  declare_input: '声明此输入',
  add_edge: '连接这两个节点',
};
