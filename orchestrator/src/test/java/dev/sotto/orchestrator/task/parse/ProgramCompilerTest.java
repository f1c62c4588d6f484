package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Program;
import dev.sotto.orchestrator.task.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ProgramCompilerTest {
    private static Task task(String steps) {
        PlaybookLoader.Checked checked = new Folder().steps(steps).check();
        assertThat(checked.playbook()).as(checked.problems().toString()).isNotNull();
        return checked.playbook().tasks().get("t");
    }

    private static Program program(String steps) {
        return task(steps).program();
    }

    /** An instruction a word, with its targets: {@code Branch>3}. */
    private static String drawn(Program program) {
        List<String> words = new ArrayList<>();
        for (Op op : program.ops()) {
            String name = op.getClass().getSimpleName();
            if (op instanceof Op.Branch branch) {
                name += ">" + branch.otherwise();
            } else if (op instanceof Op.Jump jump) {
                name += ">" + jump.target();
            } else if (op instanceof Op.AskAgain again) {
                name += ">" + again.target();
            } else if (op instanceof Op.Call call) {
                name += ">" + call.onNotFound() + ">" + call.onError();
            } else if (op instanceof Op.Consult consult) {
                name += ">" + consult.point().onDecline();
            }
            words.add(name);
        }
        return String.join(" ", words);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void liesFlat(String steps, String expected) {
        assertThat(drawn(program(steps))).isEqualTo(expected);
    }

    static Stream<Arguments> liesFlat() {
        String lookup = "- {call: orders.lookup, with: {number: \"{{number}}\"}";
        return Stream.of(
                Arguments.of("- ask: number\n- say: Hi", "Ask Say"),
                Arguments.of("- ask: number\n- {if: number == '1', say: Hi}", "Ask Branch>3 Say"),
                Arguments.of(
                        "- ask: number\n- {if: number == '1', then: [{say: A}, {say: B}]}", "Ask Branch>4 Say Say"),
                Arguments.of(
                        "- ask: number\n- {if: number == '1', then: [{say: A}], else: [{say: B}]}\n- say: C",
                        "Ask Branch>4 Say Jump>5 Say Say"),
                Arguments.of(
                        "- ask: number\n- {if: number == '1', then: [{end: task}], else: [{say: B}]}\n- say: C",
                        "Ask Branch>3 End Say Say"),
                Arguments.of(
                        "- ask: number\n- {if: number == '1', goto: b}\n- say: A\n- {label: b, say: B}",
                        "Ask Branch>3 Jump>4 Say Say"),
                Arguments.of(
                        "- ask: number\n- {if: number == '1', ask_again: number, say: A}",
                        "Ask Branch>4 Say AskAgain>0"),
                Arguments.of(
                        "- ask: name\n- ask: number\n- {if: number == '1', ask_again: [name, number]}\n- say: \"{{name}}\"",
                        "Ask Ask Branch>5 AskAgain>4 AskAgain>0 Say"),
                Arguments.of("- ask: number\n- {end: conversation, say: Bye}", "Ask End"),
                Arguments.of("- ask: number\n- {transfer: \"sip:desk\", say: One moment}", "Ask Transfer"),
                Arguments.of("- ask: number\n- set: {a: number, b: \"5 + 5\"}", "Ask Set Set"),
                Arguments.of("- ask: number\n" + lookup + "}", "Ask Call>-1>-1"),
                Arguments.of(
                        "- ask: number\n" + lookup + ", on_error: {say: Sorry}}\n- say: Hi",
                        "Ask Call>-1>4 Say End Say End"),
                Arguments.of(
                        "- ask: number\n" + lookup + ", on_not_found: {say: No, ask_again: number}}\n- say: Hi",
                        "Ask Call>4>-1 Say End Say AskAgain>0"),
                Arguments.of(
                        "- ask: number\n" + lookup
                                + ", on_not_found: {say: No, steps: [{goto: z}]}}\n- say: Hi\n- {label: z, say: Z}",
                        "Ask Call>5>-1 Say Say End Say Jump>3"),
                Arguments.of(
                        "- ask: number\n" + lookup + ", on_error: [{say: A}, {say: B}]}",
                        "Ask Call>-1>3 End Say Say End"));
    }

    @Test
    void aHandlerNeverFallsThroughIntoTheNextStep() {
        Program program = program(
                "- ask: number\n- {call: orders.lookup, with: {number: \"5\"}, on_error: {say: Sorry}}\n- say: Done");
        Op.Call call = (Op.Call) program.ops().get(1);

        assertThat(((Op.Say) program.ops().get(call.onError())).text().text()).isEqualTo("Sorry");
        assertThat(program.ops().get(call.onError() + 1)).isInstanceOf(Op.End.class);
    }

    @Test
    void instructionsKnowTheirLine() {
        assertThat(program("- ask: number\n- say: A\n- say: B").ops())
                .extracting(op -> op.at().toString())
                .containsExactly("tasks/t.yaml:6:5", "tasks/t.yaml:7:5", "tasks/t.yaml:8:5");
    }

    @Test
    void argumentsKeepTheirType() {
        Op.Call call = (Op.Call) program("- ask: number\n- {call: orders.lookup, with: {number: 5}}")
                .ops()
                .get(1);

        assertThat(call.with().get("number").value(Map.of())).isEqualTo(new BigDecimal("5"));
    }

    @Test
    void aProposalSpelledOutChangesArguments() {
        Program program = program("""
                - ask: number
                - {call: orders.lookup, with: {number: "{{number}}"}, into: order}
                - consult: ok
                  kind: approval
                  approves: orders.refund
                  with: {number: "{{number}}", amount: "{{order.total}}"}
                  question: "Refund?"
                  propose:
                    - {label: Half, decision: approve, with: {amount: "{{order.total / 2}}"}}
                    - {label: "No", decision: decline, reason: "{{order.items}} can't come back"}
                  on_timeout: {policy: next_skill, skill: managers}
                """);
        Op.ConsultPoint point = ((Op.Consult) program.ops().get(2)).point();
        Map<String, Object> variables = Map.of("order", Map.of("total", 129, "items", "mugs"));

        assertThat(point.propose().get(0).decision()).isEqualTo(AnswerKind.APPROVE);
        assertThat(point.propose().get(0).with().get("amount").value(variables)).isEqualTo(new BigDecimal("64.5"));
        assertThat(point.propose().get(1).reason().render(variables)).isEqualTo("mugs can't come back");
        assertThat(point.onTimeout().get(0).policy()).isEqualTo(TimeoutPolicy.NEXT_SKILL);
        assertThat(point.onTimeout().get(0).skill()).isEqualTo("managers");
        assertThat(point.offerWithin()).isEqualTo(Duration.ofSeconds(15));
        assertThat(point.skill()).isEqualTo("general");
    }

    @Test
    void anApprovalWithoutProposalsCanBeApprovedAndDeclined() {
        Program program = program("""
                - consult: ok
                  kind: approval
                  question: "Shall we?"
                  on_timeout: {policy: ask_caller}
                """ + "- ask: number");

        assertThat(((Op.Consult) program.ops().get(0)).point().propose())
                .extracting(Op.ProposedAnswer::decision)
                .containsExactly(AnswerKind.APPROVE, AnswerKind.DECLINE);
    }

    @Test
    void aSlotThatTheCallerIsAskedForOnATimeoutMayBeReadAfterwards() {
        Task task = task("""
                - ask: number
                - consult: help
                  kind: instruction
                  question: "{{number}}?"
                  on_timeout: {policy: ask_caller, ask: contact_email}
                - {if: contact_email != null, say: "{{contact_email}}"}
                """);

        assertThat(task.slots()).containsKey("contact_email");
    }
}
