package dev.sotto.orchestrator.task.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sotto.orchestrator.consult.Risk;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import dev.sotto.orchestrator.task.Op;
import dev.sotto.orchestrator.task.Op.OnTimeout;
import dev.sotto.orchestrator.task.Playbook;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Risk, what silence does, how many people, what is remembered. The consult's own keys begin in line 13. */
final class ConsultReaderTest {
    private static final String DECLINES = "on_timeout: {policy: decline}";
    private static final String CHAIN = """
            on_timeout:
              - {policy: next_skill, skill: supervisors, within: 20s, say: "One moment more."}
              - {policy: next_skill, skill: managers}
              - {policy: call_back, say: "We call you back."}
            """;

    private static Folder refund(String more) {
        return new Folder().steps("""
                - ask: number
                - {call: orders.lookup, with: {number: "{{number}}"}, into: order}
                - consult: ok
                  kind: approval
                  approves: orders.refund
                  with: {number: "{{number}}", amount: "{{order.total}}"}
                  question: "Refund?"
                """ + more.indent(2));
    }

    /** A consult that opens no tool. */
    private static Folder asking(String kind, String more) {
        return new Folder().steps("""
                - ask: number
                - consult: ok
                  kind: KIND
                  question: "What now?"
                """.replace("KIND", kind) + more.indent(2));
    }

    private static Folder assistant(Folder folder, String more) {
        return folder.with("assistant.yaml", "company: Shop\ngreeting: \"Hello.\"\n" + more);
    }

    private static Op.ConsultPoint point(Folder folder) {
        PlaybookLoader.Checked checked = folder.check();
        Playbook playbook = checked.playbook();
        assertThat(playbook).as(checked.problems().toString()).isNotNull();
        return playbook.tasks().get("t").program().ops().stream()
                .filter(Op.Consult.class::isInstance)
                .map(op -> ((Op.Consult) op).point())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"approval, MEDIUM, false", "clarification, LOW, true", "instruction, LOW, true"})
    void withoutAWordTheKindSaysRiskAndMemory(String kind, Risk risk, boolean learns) {
        Op.ConsultPoint point = point(asking(kind, DECLINES));

        assertThat(point.risk()).isEqualTo(risk);
        assertThat(point.learns()).isEqualTo(learns);
        assertThat(point.secondPersonIf()).isNull();
    }

    @Test
    void openingAGatedToolIsOfHighRisk() {
        assertThat(point(refund(DECLINES)).risk()).isEqualTo(Risk.HIGH);
        assertThat(point(refund(DECLINES + "\nrisk: low")).risk()).isEqualTo(Risk.LOW);
    }

    @Test
    void aChainAsksOneSkillAfterTheOther() {
        assertThat(point(refund(CHAIN)).onTimeout())
                .extracting(OnTimeout::policy, OnTimeout::skill, OnTimeout::within)
                .containsExactly(
                        tuple(TimeoutPolicy.NEXT_SKILL, "supervisors", Duration.ofSeconds(20)),
                        tuple(TimeoutPolicy.NEXT_SKILL, "managers", null),
                        tuple(TimeoutPolicy.CALL_BACK, null, null));
    }

    @Test
    void everySkillThatMayBeNeededIsKnown() {
        Folder folder = refund(CHAIN + "skill: billing")
                .with("tasks/u.yaml", "task: u\nwhen: [a, b, c]\nreview: {skill: editors}\nsteps: [{say: Hi}]\n");

        assertThat(folder.check().playbook().skills())
                .containsExactlyInAnyOrder("billing", "supervisors", "managers", "editors");
    }

    @Test
    void silenceFollowsTheRiskWhereTheConsultSaysNothing() {
        String classes = """
                on_timeout_by_risk:
                  high: [{policy: next_skill, skill: supervisors}, {policy: decline}]
                  low: {policy: ask_caller, say: "Nobody is free {{call.channel}}."}
                """;

        assertThat(point(assistant(refund(""), classes)).onTimeout())
                .extracting(OnTimeout::policy)
                .containsExactly(TimeoutPolicy.NEXT_SKILL, TimeoutPolicy.DECLINE);
        assertThat(point(assistant(refund(DECLINES), classes)).onTimeout())
                .extracting(OnTimeout::policy)
                .containsExactly(TimeoutPolicy.DECLINE);
        assertThat(point(assistant(asking("instruction", ""), classes)).onTimeout())
                .extracting(OnTimeout::policy)
                .containsExactly(TimeoutPolicy.ASK_CALLER);
        assertThat(assistant(asking("approval", ""), classes).problems())
                .containsExactly(
                        "tasks/t.yaml:7:5: 'on_timeout' is missing: what happens when nobody answers?"
                                + " (on_timeout: {policy: call_back, say: \"...\"} here, or on_timeout_by_risk: {medium: ..} in assistant.yaml)");
    }

    @Test
    void silenceApprovesAtHighRiskOnlyWhereTheConsultNamesIt() {
        Folder folder = refund("on_timeout: {policy: accept}\naccept_high_risk: true");

        assertThat(folder.problems())
                .containsExactly("tasks/t.yaml:13:26: warning: when nobody answers, this goes on as if approved"
                        + " (each time is marked in the journal)");
        assertThat(point(folder).onTimeout()).extracting(OnTimeout::policy).containsExactly(TimeoutPolicy.ACCEPT);
    }

    @Test
    void aSecondPersonIsNeededWhereverTheAmountIsntKnownToBeSmall() {
        Op.ConsultPoint point = point(refund(DECLINES + "\nsecond_person_if: order.total > 200"));

        assertThat(point.secondPersonIf().test(Map.of("order", Map.of("total", 200))))
                .isFalse();
        assertThat(point.secondPersonIf().test(Map.of("order", Map.of("total", 201))))
                .isTrue();
        assertThat(point.secondPersonIf().test(Map.of())).isTrue();
        assertThat(point(refund(DECLINES + "\ntwo_people: true"))
                        .secondPersonIf()
                        .test(Map.of()))
                .isTrue();
        assertThat(point(refund(DECLINES + "\ntwo_people: false")).secondPersonIf())
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isReported(String more, String expected) {
        assertThat(refund(more).problems()).containsExactly(expected.replace("@", "tasks/t.yaml:"));
    }

    static Stream<Arguments> isReported() {
        return Stream.of(
                Arguments.of(DECLINES + "\nrisk: hgh", "@14:11: 'hgh' is no risk (did you mean 'high'?)"),
                Arguments.of(
                        DECLINES + "\naccept_high_risk: true",
                        "@14:5: silence accepts nothing of high risk here (remove it)"),
                Arguments.of(
                        "risk: medium\non_timeout: {policy: accept}",
                        "@14:26: warning: when nobody answers, this goes on as if approved (each time is marked in the journal)"),
                Arguments.of(
                        "on_timeout: soon",
                        "@13:17: 'on_timeout' is text ({policy: .., say: \"..\"}, or a list of them)"),
                Arguments.of(
                        "on_timeout: [decline]", "@13:18: a step of 'on_timeout' is text ({policy: .., say: \"..\"})"),
                Arguments.of(
                        "on_timeout: []",
                        "@13:17: 'on_timeout' has no steps (write at least one: [{policy: decline}])"),
                Arguments.of(
                        "on_timeout: [{policy: decline, sya: No}]", "@13:36: unknown key 'sya' (did you mean 'say'?)"),
                Arguments.of(
                        "on_timeout: [{policy: decline}, {policy: call_back}]",
                        "@13:46: this step is never reached: the one before it is the last word (only next_skill is followed by another step)"),
                Arguments.of(
                        "on_timeout: [{policy: next_skill, skill: a}, {policy: next_skill, skill: b}]",
                        "@13:59: when this skill doesn't answer either, nothing is said to happen (end with decline, call_back, transfer, ask_caller or accept)"),
                Arguments.of(
                        "on_timeout: {policy: next_skill, skill: a}",
                        "@13:26: warning: when 'a' doesn't answer either, the caller is promised a call back (make it a list, whose last step says what happens then)"),
                Arguments.of(
                        "on_timeout: {policy: decline, within: 5s}",
                        "@13:35: only the next skill and a call back are given a time (remove it)"),
                Arguments.of(
                        "on_timeout: [{policy: next_skill, skill: a, within: 2h}, {policy: decline}]",
                        "@13:57: 'within' is 2h (it must be between 100ms and 1h)"),
                Arguments.of(
                        "on_timeout: [{policy: next_skill, skill: A B}, {policy: decline}]",
                        "@13:46: 'A B' is no name for a skill (small letters, digits and _, a letter first)"),
                Arguments.of(
                        DECLINES + "\nsecond_person_if: order.total >",
                        "@14:23: 'order.total >' is not an expression (texts stand in 'single quotes')"),
                Arguments.of(
                        DECLINES + "\nsecond_person_if: order.totl > 200",
                        "@14:23: 'order' has no 'totl' (did you mean 'total'?)"),
                Arguments.of(
                        DECLINES + "\nsecond_person_if: order.total > 200\ntwo_people: true",
                        "@15:5: 'second_person_if' says already when two are needed (keep one)"),
                Arguments.of(
                        DECLINES + "\ntwo_people: both", "@14:17: 'two_people' is 'both' (it must be true or false)"),
                Arguments.of(
                        DECLINES + "\nlearn: true",
                        "@14:5: warning: what people approved is remembered, and proposed when the like is asked again (leave it out where each case is its own)"),
                Arguments.of(DECLINES + "\nlern: true", "@14:5: unknown key 'lern' (did you mean 'learn'?)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void belongsToTheApprovalOfATool(String more, String expected) {
        assertThat(asking("approval", DECLINES + "\n" + more).problems()).containsExactly("tasks/t.yaml:" + expected);
    }

    static Stream<Arguments> belongsToTheApprovalOfATool() {
        return Stream.of(
                Arguments.of(
                        "second_person_if: number == '5'",
                        "11:5: only the approval of a tool takes two people (name the tool under 'approves', or remove this)"),
                Arguments.of(
                        "two_people: true",
                        "11:5: only the approval of a tool takes two people (name the tool under 'approves', or remove this)"),
                Arguments.of(
                        "recheck: false",
                        "11:5: only for the approval of a tool are facts looked up again (remove it)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void isReportedInTheAssistantsFile(String classes, String expected) {
        assertThat(assistant(refund(DECLINES), "on_timeout_by_risk:\n  " + classes)
                        .problems())
                .containsExactly("assistant.yaml:" + expected);
    }

    static Stream<Arguments> isReportedInTheAssistantsFile() {
        return Stream.of(
                Arguments.of("hgh: {policy: decline}", "4:3: unknown key 'hgh' (did you mean 'high'?)"),
                Arguments.of("high: {policy: declin}", "4:18: 'declin' is no policy (did you mean 'decline'?)"),
                Arguments.of(
                        "high: {policy: accept}",
                        "4:18: silence can't accept what is of high risk (write it at the one consult that needs it, with accept_high_risk: true)"),
                Arguments.of(
                        "medium: {policy: accept}",
                        "4:20: warning: when nobody answers, this goes on as if approved (each time is marked in the journal)"),
                Arguments.of(
                        "low: {policy: ask_caller, ask: number}",
                        "4:34: slots belong to tasks, and this is for all of them (leave out 'ask': the caller is then asked whether to go on waiting)"),
                Arguments.of(
                        "high: {policy: decline, say: \"Not {{order.total}}.\"}",
                        "4:32: 'order' may not be known when this is said (only call, customer and today can be read here)"),
                Arguments.of(
                        "high: later",
                        "4:9: 'on_timeout_by_risk' is text ({policy: .., say: \"..\"}, or a list of them)"));
    }

    @Test
    void aClassThatAcceptsFitsNoInstruction() {
        Folder folder = assistant(asking("instruction", ""), "on_timeout_by_risk:\n  low: {policy: accept}\n");

        assertThat(folder.problems())
                .contains("tasks/t.yaml:7:5: only an approval can be accepted (use another policy)");
    }
}
