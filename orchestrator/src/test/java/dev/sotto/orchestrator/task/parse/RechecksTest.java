package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.task.Op;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which look-ups are made again between an approval and its tool. */
final class RechecksTest {
    private static final String TOOLS = Folder.TOOLS
            + "  customers.find: {request: \"GET /customers/{phone}\", arguments: {phone: text}}\n"
            + "  orders.open: {request: \"POST /orders\", arguments: {number: text}}\n";

    private static final String ORDER = "- {call: orders.lookup, with: {number: \"{{number}}\"}, into: order}\n";

    private static final String CUSTOMER =
            "- {call: customers.find, with: {phone: \"{{call.phone}}\"}, into: person}\n";

    private static String approval(String amount, String more) {
        return """
                - consult: ok
                  kind: approval
                  approves: orders.refund
                  with: {number: "{{number}}", amount: "AMOUNT"}
                  question: "Refund?"
                  on_timeout: {policy: decline}
                """.replace("AMOUNT", amount) + more.indent(2);
    }

    private static PlaybookLoader.Checked check(String steps) {
        return new Folder()
                .with("tools.yaml", TOOLS)
                .steps("- ask: number\n" + steps)
                .check();
    }

    private static List<String> rechecks(String steps) {
        PlaybookLoader.Checked checked = check(steps);
        assertThat(checked.problems()).isEmpty();
        return again(checked);
    }

    private static List<String> again(PlaybookLoader.Checked checked) {
        return checked.playbook().tasks().get("t").program().ops().stream()
                .filter(Op.Consult.class::isInstance)
                .flatMap(op -> ((Op.Consult) op).point().rechecks().stream())
                .map(call -> call.tool() + ">" + call.into())
                .toList();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void restOn(String steps, String expected) {
        assertThat(String.join(" ", rechecks(steps))).isEqualTo(expected);
    }

    static Stream<Arguments> restOn() {
        String total = "{{order.total}}";
        return Stream.of(
                Arguments.of(ORDER + approval(total, ""), "orders.lookup>order"),
                Arguments.of(ORDER + CUSTOMER + approval(total, ""), "orders.lookup>order"),
                Arguments.of(
                        CUSTOMER + ORDER + approval(total, "second_person_if: person.new"),
                        "customers.find>person orders.lookup>order"),
                Arguments.of(ORDER + CUSTOMER + approval("5", "evidence: [person.since]"), "customers.find>person"),
                Arguments.of(
                        ORDER
                                + approval(
                                        "5",
                                        "propose: [{label: All, decision: approve, with: {amount: \"" + total
                                                + "\"}}]"),
                        "orders.lookup>order"),
                Arguments.of(ORDER + approval("5", ""), ""),
                Arguments.of(ORDER + approval(total, "recheck: false"), ""),
                Arguments.of(
                        "- {call: orders.open, with: {number: \"{{number}}\"}, into: order}\n" + approval(total, ""),
                        ""),
                Arguments.of(ORDER + "- say: Again\n" + ORDER + approval(total, ""), "orders.lookup>order"));
    }

    @Test
    void onlyToolsThatPeopleApproveAreRecheckedFor() {
        assertThat(rechecks(ORDER + """
                - consult: help
                  kind: clarification
                  question: "{{order.items}}?"
                  on_timeout: {policy: decline}
                """)).isEmpty();
    }

    @Test
    void whatIsWorkedOutFromALookUpIsLeftOutWithAWord() {
        PlaybookLoader.Checked checked =
                check(ORDER + "- set: {half: \"order.total / 2\"}\n- set: {most: half}\n" + approval("{{most}}", ""));

        assertThat(again(checked)).isEmpty();
        assertThat(checked.problems())
                .extracting(Object::toString)
                .containsExactly(
                        "tasks/t.yaml:10:5: warning: 'most' is worked out from a look-up, and is not looked up"
                                + " again before the tool runs (read the result itself in the consult, or write recheck: false)");
        assertThat(check(ORDER + "- set: {half: \"order.total / 2\"}\n" + approval("{{half}}", "recheck: false"))
                        .problems())
                .isEmpty();
    }

    @Test
    void whatMayComeFromTwoCallsIsLeftOutWithAWord() {
        PlaybookLoader.Checked checked =
                check("- {if: number == '1', then: [" + ORDER.strip().substring(2)
                        + "], else: [{call: orders.lookup, with: {number: \"1\"}, into: order}]}\n"
                        + approval("{{order.total}}", ""));

        assertThat(again(checked)).isEmpty();
        assertThat(checked.problems())
                .singleElement()
                .asString()
                .contains("'order' comes from different calls, and is not looked up again");
    }
}
