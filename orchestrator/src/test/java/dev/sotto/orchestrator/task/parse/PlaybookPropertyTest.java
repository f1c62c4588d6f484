package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.config.yaml.Problem;
import dev.sotto.orchestrator.task.Op;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Files that somebody has mangled: problems in the file, and never anything else. */
final class PlaybookPropertyTest {
    private static final String EXAMPLE = Folder.designExample();

    private static void check(String task) {
        PlaybookLoader.Checked checked = new Folder().with("tasks/t.yaml", task).check();

        if (checked.playbook() == null) {
            assertThat(checked.problems()).anyMatch(Problem::isError);
        } else {
            checked.playbook()
                    .tasks()
                    .values()
                    .forEach(found -> assertTargetsInside(found.program().ops()));
        }
        assertThat(checked.problems()).allSatisfy(problem -> {
            assertThat(problem.at().line()).isPositive();
            assertThat(problem.at().column()).isPositive();
            assertThat(problem.message()).isNotBlank();
        });
    }

    private static void assertTargetsInside(List<Op> ops) {
        for (Op op : ops) {
            if (op instanceof Op.Jump jump) {
                assertThat(jump.target()).isBetween(0, ops.size());
            } else if (op instanceof Op.Branch branch) {
                assertThat(branch.otherwise()).isBetween(0, ops.size());
            } else if (op instanceof Op.AskAgain again) {
                assertThat(ops.get(again.target())).isInstanceOfAny(Op.Ask.class, Op.AskAgain.class);
            }
        }
    }

    @Property(tries = 300)
    void aStretchCutOut(@ForAll @IntRange(max = 1800) int from, @ForAll @IntRange(max = 200) int length) {
        int start = Math.min(from, EXAMPLE.length());
        check(EXAMPLE.substring(0, start) + EXAMPLE.substring(Math.min(EXAMPLE.length(), start + length)));
    }

    @Property(tries = 300)
    void somethingPutIn(@ForAll @IntRange(max = 1800) int at, @ForAll("pieces") String piece) {
        int start = Math.min(at, EXAMPLE.length());
        check(EXAMPLE.substring(0, start) + piece + EXAMPLE.substring(start));
    }

    @Property(tries = 300)
    void stepsInAnyOrder(@ForAll("steps") List<String> steps) {
        check("task: t\nwhen: [a, b, c]\nslots: {number: {type: digits, ask: \"?\"}}\nsteps:\n"
                + String.join("", steps).indent(2));
    }

    @Property(tries = 200)
    void anything(@ForAll @StringLength(max = 80) String text) {
        check(text);
        check("task: t\nwhen: [a, b, c]\nsteps:\n" + text);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                "\n",
                " ",
                "  ",
                ":",
                "-",
                "- ",
                "{",
                "}",
                "[",
                "]",
                "\"",
                "'",
                "&a ",
                "*a ",
                "!!java ",
                "#",
                "|\n",
                ">\n",
                "---\n",
                "? ",
                "\t",
                "\0",
                "\uFEFF",
                "\u2028",
                "%YAML 9.9\n",
                "<<: ",
                "null",
                "~",
                "1e9",
                "{{",
                "}}",
                "@",
                "`",
                "\uD800",
                "\n\n- x\n");
    }

    @Provide
    Arbitrary<List<String>> steps() {
        return Arbitraries.of(
                        "- ask: number\n",
                        "- {label: a, say: A}\n",
                        "- goto: a\n",
                        "- {if: number == '1', goto: a}\n",
                        "- {if: number == '1', ask_again: number}\n",
                        "- end: task\n",
                        "- {call: orders.lookup, with: {number: \"1\"}, into: order, on_not_found: {say: N, ask_again: number}, on_error: {goto: a}}\n",
                        "- {call: orders.refund, with: {number: \"1\", amount: 5}}\n",
                        "- {consult: c, kind: approval, approves: orders.refund, with: {number: \"1\", amount: 5}, question: Q,"
                                + " if: number == '2', on_timeout: {policy: decline}, on_decline: {say: No, goto: a}}\n",
                        "- {if: number == '3', then: [{end: task}], else: [{say: E}, {goto: a}]}\n",
                        "- set: {x: \"order.total\"}\n",
                        "- {consult: d, kind: approval, approves: orders.refund, with: {number: \"{{number}}\", amount: \"{{order.total}}\"},"
                                + " question: Q, second_person_if: x > 5, learn: true, risk: medium, on_decline: {goto: a},"
                                + " on_timeout: [{policy: next_skill, skill: s, within: 5s}, {policy: accept}]}\n",
                        "- {consult: e, kind: instruction, question: Q, on_timeout: {policy: ask_caller, ask: contact_email}}\n",
                        "- ask: contact_email\n",
                        "- {transfer: x}\n")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }
}
