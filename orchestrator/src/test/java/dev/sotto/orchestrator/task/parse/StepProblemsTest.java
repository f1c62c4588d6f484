package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake that steps can hold, with the exact place and the hint. Steps begin in line 6. */
final class StepProblemsTest {
    private static final String LOOKUP = """
            - ask: number
            - {call: orders.lookup, with: {number: "{{number}}"}, into: order}
            """;

    private static final String REFUND =
            "- {call: orders.refund, with: {number: \"{{number}}\", amount: \"{{order.total}}\"}}\n";

    private static String consult(String more) {
        return """
                - consult: ok
                  kind: approval
                  approves: orders.refund
                  with: {number: "{{number}}", amount: "{{order.total}}"}
                  question: "Refund?"
                """ + more.indent(2);
    }

    private static final String DECLINES = "on_timeout: {policy: decline}";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isReported(String steps, String expected) {
        assertThat(new Folder().steps(steps).problems()).containsExactly(expected.replace("@", "tasks/t.yaml:"));
    }

    static Stream<Arguments> isReported() {
        return Stream.of(
                // words and shapes
                of(
                        "- ask: number\n- sya: Hello",
                        "@7:5: this is no step: it has none of ask, call, consult, set, goto, ask_again, transfer, end, say, if (did you mean 'say'?)"),
                of(
                        "- ask: number\n- just text",
                        "@7:5: a step is text (write it as '- ask: order_number' or '- say: \"...\"')"),
                of("- ask: number\n- {say: Hello, sey: Bye}", "@7:18: unknown key 'sey' (did you mean 'say'?)"),
                of(
                        "- {ask: number, say: Hello}",
                        "@6:19: a step does one thing, this does ask and say (make two steps of it)"),
                of("- ask: nunber\n- ask: number", "@6:10: there is no slot 'nunber' (did you mean 'number'?)"),
                of("- ask: number\n- ask: shoe", "@7:10: there is no slot 'shoe' (declare it under 'slots')"),
                of("- ask: number\n- say:", "@7:9: 'say' has no value (give it one or remove the key)"),
                of(
                        "- ask: number\n- {if: number, then: []}",
                        "@7:24: there are no steps here (write at least one, for example - say: \"...\")"),
                of(
                        "- ask: number\n- {then: [{say: Hi}]}",
                        "@7:5: 'then' without 'if' (add the condition: if: order.total > 50)"),
                of("- ask: number\n- {end: call}", "@7:11: 'call' is nothing to end (end: task, or end: conversation)"),
                // templates and expressions
                of("- ask: number\n- say: \"{{number\"", "@7:10: '{{' is not closed (end it with }})"),
                of(
                        "- ask: number\n- say: \"{{number | mony}}\"",
                        "@7:10: unknown filter 'mony' (did you mean 'money'?)"),
                of(
                        "- ask: number\n- {if: number = 5, say: Hi}",
                        "@7:10: 'number = 5' does something that expressions may not do (read variables, compare (==, !=, <, >), calculate, and combine with and, or, not)"),
                of(
                        "- ask: number\n- {if: number >, say: Hi}",
                        "@7:10: 'number >' is not an expression (texts stand in 'single quotes')"),
                // variables
                of("- ask: number\n- say: \"{{nunber}}\"", "@7:10: nothing sets 'nunber' (did you mean 'number'?)"),
                of(
                        "- say: \"{{number}}\"\n- ask: number",
                        "@6:10: 'number' is not set on every path to this step (add - ask: number before it, or write {{number | default: ...}})"),
                of(
                        "- ask: number\n- say: \"{{order.total}}\"\n- {call: orders.lookup, with: {number: \"{{number}}\"}, into: order}",
                        "@7:10: 'order' is not set on every path to this step ('orders.lookup' in line 8 gives it)"),
                of(LOOKUP + "- say: \"{{order.totl}}\"", "@8:10: 'order' has no 'totl' (did you mean 'total'?)"),
                of(
                        "- ask: number\n- say: \"{{answer.text}}\"",
                        "@7:10: 'answer' is read, but nobody is asked (a consult step gives it)"),
                of(
                        "- ask: number\n- {if: today == '2026-01-01', set: {x: number}}\n- say: \"{{x}}\"",
                        "@8:10: 'x' is not set on every path to this step (set it before)"),
                of(
                        "- ask: number\n- set: {today: number}",
                        "@7:5: 'today' is always there and can't be set (choose another name)"),
                of(
                        "- ask: number\n- set: {size: number}",
                        "@7:11: 'size' means something in expressions (choose another name)"),
                // tools
                of(
                        "- ask: number\n- {call: orders.lokup, with: {number: \"{{number}}\"}}",
                        "@7:12: there is no tool 'orders.lokup' (did you mean 'orders.lookup'?)"),
                of(
                        "- ask: number\n- call: orders.lookup",
                        "@7:5: 'orders.lookup' needs the argument 'number' (add it under 'with')"),
                of(
                        "- ask: number\n- call: orders.lookup\n  with: {number: \"{{number}}\", nummer: 5}",
                        "@8:5: 'orders.lookup' takes no argument 'nummer' (did you mean 'number'?)"),
                of(
                        "- ask: number\n- call: orders.lookup\n  with: {number: {{number}}}",
                        "@8:21: a key must be text, but this is a map (put quotes around {{ }})"),
                // paths
                of(
                        "- ask: number\n- goto: ned\n- {label: end_here, say: Bye}",
                        "@7:11: there is no label 'ned' (known: end_here)"),
                of(
                        "- {label: a, ask: number}\n- {label: a, say: Bye}",
                        "@7:13: the label 'a' is there twice (choose another name)"),
                of(
                        "- ask: number\n- end: task\n- say: Bye\n- say: Bye bye",
                        "@8:5: no path leads to this step (the step before it always goes elsewhere; remove one, or give this a label that is used)"),
                of(
                        "- {label: a, ask: number}\n- goto: a",
                        "@7:5: this goes round without asking anybody anything (use ask_again, which empties the slot first: a filled slot is not asked for again)"),
                of(
                        "- {call: orders.lookup, with: {number: \"5\"}, on_not_found: {ask_again: number}}",
                        "@6:74: no step asks for 'number' (add - ask: number where it is needed)"),
                // money
                of(
                        LOOKUP + REFUND,
                        "@8:5: 'orders.refund' is gated, but a path leads here without an approval for it (put a consult with kind: approval and approves: orders.refund before it, on every path)"),
                of(
                        LOOKUP + "- if: order.total > 50\n  then:\n"
                                + consult(DECLINES).indent(4) + REFUND,
                        "@16:5: 'orders.refund' is gated, but a path leads here without an approval for it (put a consult with kind: approval and approves: orders.refund before it, on every path)"),
                of(
                        LOOKUP + consult(DECLINES) + REFUND + REFUND,
                        "@15:5: 'orders.refund' is gated, but a path leads here without an approval for it (put a consult with kind: approval and approves: orders.refund before it, on every path)"),
                of(
                        LOOKUP + consult(DECLINES)
                                + "- {call: orders.refund, with: {number: \"{{number}}\", amount: 500}}",
                        "@14:5: the approval for 'orders.refund' is for other arguments (write the same under 'with' in both steps)"),
                of(
                        LOOKUP + consult(DECLINES + "\non_decline:\n  steps:\n    - say: No\n    - goto: pay")
                                + "- label: pay\n  call: orders.refund\n  with: {number: \"{{number}}\", amount: \"{{order.total}}\"}",
                        "@18:5: 'orders.refund' is gated, but a path leads here without an approval for it (put a consult with kind: approval and approves: orders.refund before it, on every path)"),
                of(
                        LOOKUP
                                + "- consult: ok\n  kind: approval\n  approves: orders.lookup\n  with: {number: \"{{number}}\"}\n  question: Look?\n  "
                                + DECLINES,
                        "@10:15: 'orders.lookup' is not gated, so it needs no approval (add gated: true to the tool)"),
                // consults
                of(
                        LOOKUP + consult(""),
                        "@8:5: 'on_timeout' is missing: what happens when nobody answers? (on_timeout: {policy: call_back, say: \"...\"} here, or on_timeout_by_risk: {high: ..} in assistant.yaml)"),
                of(
                        LOOKUP + consult("on_timeout: {policy: declin}"),
                        "@13:26: 'declin' is no policy (did you mean 'decline'?)"),
                of(
                        LOOKUP + consult("on_timeout: {policy: accept}"),
                        "@13:26: silence can't accept what is of high risk (use another policy, or write accept_high_risk: true beside on_timeout)"),
                of(
                        LOOKUP + consult("on_timeout: {policy: ask_caller, ask: name}"),
                        "@13:26: the caller can't approve a gated tool (leave out 'ask': the caller is then asked whether to go on waiting)"),
                of(
                        LOOKUP + consult("on_timeout: {policy: next_skill}"),
                        "@13:17: 'skill' is missing (name the skill that is asked next)"),
                of(
                        LOOKUP + consult("on_timeout: {policy: transfer}"),
                        "@13:17: 'target' is missing (name where the call goes)"),
                of(
                        LOOKUP + consult(DECLINES + "\noffer_within: 60s\nanswer_within: 45s"),
                        "@15:20: the answer is due in 45s, before the first offer ends (make answer_within at least offer_within, 1m)"),
                of(
                        LOOKUP + consult(DECLINES + "\nanswer_within: soon"),
                        "@14:20: 'answer_within' is 'soon' (it must be a duration like 15s or 2m)"),
                of(
                        LOOKUP + consult(DECLINES + "\nmeanwhile: [{call: orders.lookup, with: {number: \"1\"}}]"),
                        "@14:17: only ask and say can be done meanwhile (put the other steps after the consult)"),
                of(
                        LOOKUP + consult(DECLINES + "\npropose: [Approve, Approve half]"),
                        "@14:24: warning: 'Approve half' approves nothing: it is passed on as a choice ({label: \"Approve half\", decision: approve, with: {amount: \"{{order.total / 2}}\"}})"),
                of(
                        LOOKUP + consult(DECLINES + "\nevidence: [order.totl]"),
                        "@14:16: 'order' has no 'totl' (did you mean 'total'?)"));
    }

    private static Arguments of(String steps, String expected) {
        return Arguments.of(steps, expected);
    }

    @Test
    void goodStepsHaveNoProblems() {
        assertThat(new Folder()
                        .steps(LOOKUP + consult("if: order.total > 50\n" + DECLINES) + REFUND)
                        .problems())
                .isEmpty();
    }

    @Test
    void whatWasApprovedCanBeReadAfterwards() {
        Folder folder = new Folder();

        assertThat(folder.steps(LOOKUP + consult(DECLINES) + REFUND + "- say: \"{{approved.amount | money}}\"")
                        .problems())
                .isEmpty();
        assertThat(folder.steps(LOOKUP + consult(DECLINES) + REFUND + "- say: \"{{approved.amont}}\"")
                        .problems())
                .singleElement()
                .asString()
                .endsWith("'approved' has no 'amont' (did you mean 'amount'?)");
    }

    @Test
    void anEmptyingLoopIsNoEndlessLoop() {
        assertThat(new Folder()
                        .steps("- ask: number\n- {if: number == '000000', ask_again: number, say: \"Not that one.\"}")
                        .problems())
                .isEmpty();
    }

    @Test
    void aSlotOfMeanwhileMayBeAFactButIsNotSetAfterwards() {
        String meanwhile = DECLINES + "\nmeanwhile: [{ask: name}]\nevidence: [name]";

        assertThat(new Folder().steps(LOOKUP + consult(meanwhile)).problems()).isEmpty();
        assertThat(new Folder()
                        .steps(LOOKUP + consult(meanwhile) + "- say: \"{{name}}\"")
                        .problems())
                .singleElement()
                .asString()
                .contains("'name' is not set on every path");
        assertThat(new Folder()
                        .steps(LOOKUP + consult(meanwhile) + "- say: \"{{name | default: friend}}\"")
                        .problems())
                .isEmpty();
    }
}
